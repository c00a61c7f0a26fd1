import { sql, type RawBuilder } from 'kysely';
import { bodiesAs, type Actor } from '../core/context.ts';
import { addRelations, ids, when } from '../matters/relations.ts';

const throughProposal = (actor: Actor): RawBuilder<unknown>[] => {
	const me = actor.person_id;
	const speaksFor = bodiesAs(actor, 'organisation_contact', 'sector_convener');
	const signed = (state: string) =>
		sql`exists (select from signature s where s.committee_id = m.committee_id and s.matter_id = m.id and s.person_id = ${me} and s.state = ${sql.lit(state)})`;
	const collective = speaksFor.length
		? sql` or exists (select from proposal p where p.committee_id = m.committee_id and p.id = m.id and p.body_id = any(${ids(speaksFor)}))`
		: sql``;
	// domain.md 2.1.3: proposers of all that was merged keep their authorship, and each gets the answer
	// found from the person's own side, once for a list: asked of each row the other way round, it reads whole tables
	const theirs = speaksFor.length
		? sql`union all select part.committee_id, part.merged_into_id from proposal part where part.body_id = any(${ids(speaksFor)}) and part.merged_into_id is not null`
		: sql``;
	const mergedByMe = sql`(m.committee_id, m.id) in (
		select part.committee_id, part.merged_into_id from matter own join proposal part on part.committee_id = own.committee_id and part.id = own.id
			where own.owner_id = ${me} and part.merged_into_id is not null
		union all select part.committee_id, part.merged_into_id from signature s join proposal part on part.committee_id = s.committee_id and part.id = s.matter_id
			where s.person_id = ${me} and s.state = 'signed' and part.merged_into_id is not null ${theirs})`;
	return [
		when(sql`m.owner_id = ${me}${collective}`, 'lead_proposer'),
		when(
			sql`exists (select from proposal p where p.committee_id = m.committee_id and p.id = m.id and p.entered_by = ${me})`,
			'enterer',
		),
		when(signed('signed'), 'co_proposer'),
		when(signed('invited'), 'invited'),
		when(mergedByMe, 'merged_proposer'),
	];
};

addRelations(throughProposal);
