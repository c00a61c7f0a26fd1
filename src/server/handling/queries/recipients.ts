import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import type { ActJob } from '../../core/jobs.ts';
import { ids } from '../../matters/relations.ts';

type Of = Pick<ActJob, 'matter_id' | 'subject_id'>;

const bodies = (rows: { body_id: string }[]) => rows.map((row) => row.body_id);

/** The unit of the assignment or promise that was acted on, and the one that it was passed on to. */
export async function listConcernedUnits(
	db: Db,
	ctx: Context,
	{ subject_id, to_unit_id }: { subject_id: string; to_unit_id?: string },
): Promise<string[]> {
	const { rows } = await sql<{ body_id: string }>`
		select unit_id as body_id from assignment where committee_id = ${ctx.committee.id} and id = ${subject_id}
		union select unit_id from commitment where committee_id = ${ctx.committee.id} and id = ${subject_id}
		union select id from body where committee_id = ${ctx.committee.id} and id = ${to_unit_id ?? null}::uuid`.execute(db);
	return bodies(rows);
}

const atUnits = (ctx: Context, matter_id: string) =>
	sql`a.committee_id = ${ctx.committee.id} and a.matter_id = ${matter_id} and a.state not in ('proposed', 'reassigned')`;

/** The units that answer the proposer; for an act on a reply, the one whose reply it is. */
export async function listAnsweringUnits(db: Db, ctx: Context, { matter_id, subject_id }: Of): Promise<string[]> {
	const { rows } = await sql<{ body_id: string }>`
		with written as (select r.assignment_id from reply r where r.committee_id = ${ctx.committee.id} and r.id = ${subject_id})
		select a.unit_id as body_id from assignment a where ${atUnits(ctx, matter_id)} and a.role <> 'co'
			and (not exists (select from written) or a.id in (select assignment_id from written))`.execute(db);
	return bodies(rows);
}

export async function listCoUnits(db: Db, ctx: Context, { matter_id }: Pick<Of, 'matter_id'>): Promise<string[]> {
	const { rows } = await sql<{
		body_id: string;
	}>`select a.unit_id as body_id from assignment a where ${atUnits(ctx, matter_id)} and a.role = 'co'`.execute(db);
	return bodies(rows);
}

/** The offices that have to decide: of the assignment acted on, or of those that are proposed. */
export async function listAssigningOffices(db: Db, ctx: Context, { matter_id, subject_id }: Of): Promise<string[]> {
	const { rows } = await sql<{ body_id: string }>`
		select distinct assigner_id as body_id from assignment
		where committee_id = ${ctx.committee.id} and matter_id = ${matter_id} and (id = ${subject_id} or state = 'proposed')`.execute(
		db,
	);
	return bodies(rows);
}

export interface Clocked {
	subject_id: string;
	body_id: string;
}

/** The unit behind each assignment, and behind each promise that it has not yet reported as kept. */
export async function listClockedUnits(db: Db, ctx: Context, subject_ids: readonly string[]): Promise<Clocked[]> {
	const { rows } = await sql<Clocked>`
		select id as subject_id, unit_id as body_id from assignment where committee_id = ${ctx.committee.id} and id = any(${ids(subject_ids)})
		union all select id, unit_id from commitment where committee_id = ${ctx.committee.id} and id = any(${ids(subject_ids)}) and state = 'open'`.execute(
		db,
	);
	return rows;
}

/** The office that decides about each assignment. */
export async function listClockedAssigners(db: Db, ctx: Context, subject_ids: readonly string[]): Promise<Clocked[]> {
	const { rows } = await sql<Clocked>`
		select id as subject_id, assigner_id as body_id from assignment where committee_id = ${ctx.committee.id} and id = any(${ids(subject_ids)})`.execute(
		db,
	);
	return rows;
}

/** The office that has each matter's proposed units before it. */
export async function listProposedAssigners(db: Db, ctx: Context, matter_ids: readonly string[]): Promise<Clocked[]> {
	const { rows } = await sql<Clocked>`
		select distinct matter_id as subject_id, assigner_id as body_id from assignment
		where committee_id = ${ctx.committee.id} and matter_id = any(${ids(matter_ids)}) and state = 'proposed'`.execute(db);
	return rows;
}

/** The co-units that have not countersigned each reply yet. */
export async function listAskedCoUnits(db: Db, ctx: Context, reply_ids: readonly string[]): Promise<Clocked[]> {
	const { rows } = await sql<Clocked>`
		select reply_id as subject_id, unit_id as body_id from countersignature
		where committee_id = ${ctx.committee.id} and reply_id = any(${ids(reply_ids)}) and state = 'asked'`.execute(db);
	return rows;
}
