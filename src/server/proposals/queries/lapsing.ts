import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';

/** Invitations that nobody answered before the cut-off. */
export async function listExpiredSignatures(db: Db, ctx: Context, after: string, limit: number): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select id from signature where committee_id = ${ctx.committee.id} and state = 'invited' and expires_at < ${ctx.now} and id > ${after}::uuid order by id limit ${limit}`.execute(
		db,
	);
	return rows.map((row) => row.id);
}

/** Opinions whose clock of this kind has run out. */
export async function listOverdueEvaluations(
	db: Db,
	ctx: Context,
	kind: 'evaluation' | 'evaluation_reminded',
	after: string,
	limit: number,
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select subject_id as id from deadline where committee_id = ${ctx.committee.id} and state = 'open' and kind = ${sql.lit(kind)} and due_on < ${ctx.today}
			and subject_id > ${after}::uuid order by subject_id limit ${limit}`.execute(db);
	return rows.map((row) => row.id);
}

/** The evaluation while it is still awaited and its first clock has run out; asked once the matter is locked. */
export async function findOverdueEvaluation(
	trx: Trx,
	ctx: Context,
	id: string,
): Promise<{ matter_id: string; person_id: string } | undefined> {
	const { rows } = await sql<{ matter_id: string; person_id: string }>`
		select e.matter_id, e.person_id from evaluation e join deadline d on d.committee_id = e.committee_id and d.matter_id = e.matter_id and d.subject_id = e.id
		where e.committee_id = ${ctx.committee.id} and e.id = ${id} and e.state = 'open' and d.kind = 'evaluation' and d.state = 'open' and d.due_on < ${ctx.today}`.execute(
		trx,
	);
	return rows[0];
}

/** The committees in which something has lapsed, whatever day it is there. */
export async function listWithLapsed(db: Db): Promise<string[]> {
	const { rows } = await sql<{ committee_id: string }>`
		select committee_id from signature where state = 'invited' and expires_at < now()
		union select committee_id from deadline where state = 'open' and kind in ('evaluation', 'evaluation_reminded') and due_on <= current_date + 1`.execute(
		db,
	);
	return rows.map((row) => row.committee_id);
}
