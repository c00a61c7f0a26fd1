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
	return [
		when(sql`m.owner_id = ${me}${collective}`, 'lead_proposer'),
		when(
			sql`exists (select from proposal p where p.committee_id = m.committee_id and p.id = m.id and p.entered_by = ${me})`,
			'enterer',
		),
		when(signed('signed'), 'co_proposer'),
		when(signed('invited'), 'invited'),
	];
};

addRelations(throughProposal);
