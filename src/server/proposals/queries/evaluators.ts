import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Trx } from '../../core/database.ts';
import { newId } from '../../core/id.ts';
import { ids } from '../../matters/relations.ts';
import { validOn } from '../../people/relations.ts';
import type { Dossier } from './dossier.ts';

const holdsToday = (ctx: Context) => sql`md.committee_id = ${ctx.committee.id} and ${validOn(ctx.today)}`;

/**
 * Who judges the answer. Every proposer, those of merged proposals too; seconders are not asked (domain.md 2.1.6). Nobody judges the
 * unit that he works for, and nobody whose membership has ended: then his co-proposers do, for a body whoever speaks for it now,
 * and where nobody is left the proposal committee (2.1.9).
 */
async function listJudges(trx: Trx, ctx: Context, row: Dossier): Promise<string[]> {
	const today = holdsToday(ctx);
	const { rows } = await sql<{ person_id: string }>`
		with one_of as (
			select m.committee_id, m.id, m.owner_id, p.body_id from matter m join proposal p on p.committee_id = m.committee_id and p.id = m.id
			where m.committee_id = ${ctx.committee.id} and m.id = any(${ids([row.id, ...row.merged_ids])})
		), speakers as (
			select md.person_id, md.body_id from mandate md where ${today} and md.role in ('organisation_contact', 'sector_convener')
		), authors as (
			select o.owner_id as person_id from one_of o where o.body_id is null or (o.owner_id, o.body_id) in (select person_id, body_id from speakers)
			union select s.person_id from one_of o join speakers s on s.body_id = o.body_id where (o.owner_id, o.body_id) not in (select person_id, body_id from speakers)
			union select s.person_id from one_of o join signature s on s.committee_id = o.committee_id and s.matter_id = o.id and s.state = 'signed'
		), partial as (
			select md.person_id from mandate md join assignment a on a.committee_id = md.committee_id and a.unit_id = md.body_id
			where ${today} and a.matter_id = ${row.id} and a.state <> 'reassigned'
		), judges as (
			select person_id from authors where person_id not in (select person_id from partial) and (person_id in (select person_id from speakers)
				or person_id in (select md.person_id from mandate md where ${today} and md.role = 'member'))
		)
		select person_id from judges
		union all (select md.person_id from mandate md where ${today} and md.role in ('proposal_director', 'proposal_clerk') and not exists (select from judges)
			and md.person_id not in (select person_id from partial) order by md.role desc, md.starts_on, md.id limit 1)`.execute(
		trx,
	);
	return rows.map((one) => one.person_id);
}

/** Asks each of them in this round; returns the ids of what they were asked. */
export async function openEvaluations(trx: Trx, ctx: Context, row: Dossier): Promise<string[]> {
	const opened = (await listJudges(trx, ctx, row)).map((person_id) => ({
		committee_id: ctx.committee.id,
		id: newId(ctx.now.getTime()),
		matter_id: row.id,
		person_id,
		round: row.round,
		state: 'open',
		opened_at: ctx.now,
		given_at: null,
		contact: null,
		hearing: null,
		to_the_point: null,
		work: null,
		result: null,
		text: null,
	}));
	if (opened.length) await trx.insertInto('evaluation').values(opened).execute();
	return opened.map((evaluation) => evaluation.id);
}
