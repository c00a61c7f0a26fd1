import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
import { newId } from '../../core/id.ts';
import type { Holder } from '../holder.ts';
import type { Dossier } from './dossier.ts';

const matterColumns = new Set([
	'title',
	'category',
	'number',
	'number_label',
	'openness',
	'secret',
	'plenary_session_id',
	'result_class',
	'submitted_at',
	'published_at',
	'closed_at',
	'state',
]);

/** A change of a proposal goes to two rows: what every matter has, and what only a proposal has. */
export async function saveProposal(trx: Trx, ctx: Context, row: Dossier, set: Record<string, unknown>): Promise<void> {
	const columns = (of: (column: string) => boolean) =>
		Object.entries(set)
			.filter(([column]) => of(column))
			.map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
	const shared = columns((column) => matterColumns.has(column));
	const own = columns((column) => !matterColumns.has(column));
	const where = sql`where committee_id = ${ctx.committee.id} and id = ${row.id}`;
	await sql`update matter set version = version + 1, changed_at = ${ctx.now}, ${sql.join(shared)} ${where}`.execute(
		trx,
	);
	if (own.length) await sql`update proposal set ${sql.join(own)} ${where}`.execute(trx);
}

/** Holder, lead unit, next due date and number of signers, brought up to date after any act of the matter's life: lists need no second look. */
export async function saveHolder(
	trx: Trx,
	ctx: Context,
	matter_id: string,
	holder: Holder,
	lead_unit_id: string | null,
): Promise<void> {
	const slug = holder && 'desk' in holder ? holder.desk : null;
	const body_id = holder && 'body_id' in holder ? holder.body_id : null;
	const person_id = holder && 'person_id' in holder ? holder.person_id : null;
	await sql`
		update matter m set lead_unit_id = ${lead_unit_id}, holder_person_id = ${person_id},
			holder_body_id = coalesce(${body_id}::uuid, (select id from body b where b.committee_id = m.committee_id and b.kind in ('special_committee', 'office') and b.slug = ${slug} limit 1)),
			due_on = (select min(d.due_on) from deadline d where d.committee_id = m.committee_id and d.matter_id = m.id and d.state = 'open' and d.kind <> 'return_request'),
			signers = (select count(*) from signature s where s.committee_id = m.committee_id and s.matter_id = m.id and s.state = 'signed')
		where m.committee_id = ${ctx.committee.id} and m.id = ${matter_id}`.execute(trx);
}

export async function inviteToSign(
	trx: Trx,
	ctx: Context,
	matter_id: string,
	person_id: string,
	expires_at: Date,
): Promise<string> {
	const asked = { state: 'invited', invited_at: ctx.now, expires_at, answered_at: null, opinion: null };
	const { id } = await trx
		.insertInto('signature')
		.values({ committee_id: ctx.committee.id, id: newId(ctx.now.getTime()), matter_id, person_id, ...asked })
		.onConflict((conflict) =>
			conflict
				.columns(['committee_id', 'matter_id', 'person_id'])
				.doUpdateSet((eb) => ({ ...asked, version: eb('signature.version', '+', 1) })),
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Every proposer is asked, those of merged proposals too; seconders are not (domain.md 2.1.6). Nobody judges the unit that he works for (2.1.9). */
export async function openEvaluations(trx: Trx, ctx: Context, row: Dossier): Promise<string[]> {
	const { rows } = await sql<{ person_id: string }>`
		with proposers as (
			select m.owner_id as person_id from matter m where m.committee_id = ${ctx.committee.id} and m.id = any(${[row.id, ...row.merged_ids]}::uuid[])
			union
			select s.person_id from signature s where s.committee_id = ${ctx.committee.id} and s.matter_id = any(${[row.id, ...row.merged_ids]}::uuid[]) and s.state = 'signed'
		), independent as (
			select person_id from proposers p where not exists (
				select from mandate md join assignment a on a.committee_id = md.committee_id and a.unit_id = md.body_id and a.matter_id = ${row.id} and a.state <> 'reassigned'
				where md.committee_id = ${ctx.committee.id} and md.person_id = p.person_id and md.starts_on <= ${ctx.today} and (md.ends_on is null or md.ends_on >= ${ctx.today}))
		)
		select person_id from independent union all select person_id from proposers where not exists (select from independent)`.execute(
		trx,
	);
	const opened = rows.map(({ person_id }) => ({
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

export async function insertNomination(
	trx: Trx,
	ctx: Context,
	matter_id: string,
	input: { kind: 'key' | 'excellent'; reason: string },
): Promise<string> {
	const id = newId(ctx.now.getTime());
	await trx
		.insertInto('nomination')
		.values({
			committee_id: ctx.committee.id,
			id,
			matter_id,
			...input,
			state: 'nominated',
			nominated_by: ctx.actor.person_id ?? '',
			overseer: null,
		})
		.execute();
	return id;
}

export const markProposal = (trx: Trx, ctx: Context, id: string, mark: { is_key?: boolean; is_excellent?: boolean }) =>
	trx.updateTable('proposal').set(mark).where('committee_id', '=', ctx.committee.id).where('id', '=', id).execute();

/** What a proposal may be merged into: another one that is under review or admitted and not itself merged. */
export const findMergeTarget = (db: Db, ctx: Context, id: string) =>
	db
		.selectFrom('matter')
		.select(['id', 'state'])
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.where('kind', '=', 'proposal')
		.where('state', 'in', ['under_review', 'admitted'])
		.executeTakeFirst();
