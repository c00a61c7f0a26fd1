import { sql, type RawBuilder } from 'kysely';
import type { Context } from './context.ts';
import type { Db, Trx } from './database.ts';

/** A key counts per sender: a signed-in person, or the cookie of somebody who is not. */
const senderOf = (ctx: Context): string => ctx.actor.person_id ?? 'public';

/** What was answered under the key, as part of another statement. */
export const answerUnder = (ctx: Context, key: string): RawBuilder<unknown> =>
	sql`(select answer from idempotency where committee_id = ${ctx.committee.id} and sender = ${senderOf(ctx)} and key = ${key})`;

export async function findAnswer<T extends Record<string, unknown>>(
	db: Db,
	ctx: Context,
	key: string,
): Promise<T | undefined> {
	const { rows } = await sql<{ answer: T | null }>`select ${answerUnder(ctx, key)} as answer`.execute(db);
	return rows[0]?.answer ?? undefined;
}

/** Keeps the answer, as a statement or as part of another one. */
export const keepingAnswer = (ctx: Context, key: string, answer: Record<string, unknown>): RawBuilder<unknown> =>
	sql`insert into idempotency (committee_id, sender, key, answer, at) values (${ctx.committee.id}, ${senderOf(ctx)}, ${key}, ${answer}, ${ctx.now})`;

export const keepAnswer = (trx: Trx, ctx: Context, key: string, answer: Record<string, unknown>) =>
	keepingAnswer(ctx, key, answer).execute(trx);

/** Nobody sends a form again after so long; at most `limit` answers at once, the number that went is returned. */
export async function forgetAnswers(db: Db, ctx: Context, before: Date, limit: number): Promise<number> {
	const { numAffectedRows } = await sql`
		delete from idempotency where committee_id = ${ctx.committee.id} and (sender, key) in (
			select sender, key from idempotency where committee_id = ${ctx.committee.id} and at < ${before} order by at limit ${limit})`.execute(
		db,
	);
	return Number(numAffectedRows ?? 0n);
}
