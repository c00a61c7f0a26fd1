import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Db, Trx } from './database.ts';

/** A key counts per sender: a signed-in person, or the cookie of somebody who is not. */
const senderOf = (ctx: Context): string => ctx.actor.person_id ?? 'public';

export async function findAnswer<T extends Record<string, unknown>>(
	trx: Trx,
	ctx: Context,
	key: string,
): Promise<T | undefined> {
	const found = await trx
		.selectFrom('idempotency')
		.select('answer')
		.where('committee_id', '=', ctx.committee.id)
		.where('sender', '=', senderOf(ctx))
		.where('key', '=', key)
		.executeTakeFirst();
	return found?.answer as T | undefined;
}

export const keepAnswer = (trx: Trx, ctx: Context, key: string, answer: Record<string, unknown>) =>
	trx
		.insertInto('idempotency')
		.values({ committee_id: ctx.committee.id, sender: senderOf(ctx), key, answer, at: ctx.now })
		.execute();

/** Nobody sends a form again after so long; at most `limit` answers at once, the number that went is returned. */
export async function forgetAnswers(db: Db, ctx: Context, before: Date, limit: number): Promise<number> {
	const { numAffectedRows } = await sql`
		delete from idempotency where committee_id = ${ctx.committee.id} and (sender, key) in (
			select sender, key from idempotency where committee_id = ${ctx.committee.id} and at < ${before} order by at limit ${limit})`.execute(
		db,
	);
	return Number(numAffectedRows ?? 0n);
}
