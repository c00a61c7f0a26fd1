import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
import { newId } from '../../core/id.ts';
import { lastEntry } from '../../core/timeline.ts';
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
	seq?: number,
): Promise<void> {
	const slug = holder && 'desk' in holder ? holder.desk : null;
	const body_id = holder && 'body_id' in holder ? holder.body_id : null;
	const person_id = holder && 'person_id' in holder ? holder.person_id : null;
	await sql`
		update matter m set ${seq === undefined ? sql`` : sql`${lastEntry(ctx, seq)}, `}lead_unit_id = ${lead_unit_id}, holder_person_id = ${person_id},
			holder_body_id = coalesce(${body_id}::uuid, (select id from body b where b.committee_id = m.committee_id and b.kind in ('special_committee', 'office') and b.slug = ${slug} limit 1)),
			due_on = (select min(d.due_on) from deadline d where d.committee_id = m.committee_id and d.matter_id = m.id and d.state = 'open' and d.kind <> 'return_request'),
			public_due_on = (select min(d.due_on) from deadline d where d.committee_id = m.committee_id and d.matter_id = m.id and d.state = 'open' and d.kind in ('reply', 'rehandling', 'commitment')),
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
