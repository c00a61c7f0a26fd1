import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';

/** Sealed entries that still have their words, of matters that were closed before a day; only as old as the database lets go. */
const erasable = (ctx: Context, closedBefore: Date) => sql`
	from matter m
		join timeline_content c on c.committee_id = m.committee_id and c.matter_id = m.id
		join timeline t on t.committee_id = c.committee_id and t.matter_id = c.matter_id and t.seq = c.seq
		join ledger_leaf l on l.committee_id = c.committee_id and l.matter_id = c.matter_id and l.seq = c.seq
	where m.committee_id = ${ctx.committee.id} and m.closed_at < ${closedBefore} and t.at < now() - interval '180 days'`;

export async function listErasable(
	db: Db,
	ctx: Context,
	closedBefore: Date,
	limit: number,
): Promise<{ matter_id: string; seq: number }[]> {
	const { rows } = await sql<{ matter_id: string; seq: number }>`
		select c.matter_id, c.seq ${erasable(ctx, closedBefore)} order by c.matter_id, c.seq limit ${limit}`.execute(db);
	return rows;
}

export async function countErasable(db: Db, ctx: Context, closedBefore: Date): Promise<number> {
	const { rows } = await sql<{ n: number }>`select count(*)::int as n ${erasable(ctx, closedBefore)}`.execute(db);
	return rows[0]?.n ?? 0;
}

/** Through a function of the tables' owner: this role may not touch what was said. Answers whether there was something. */
export async function eraseWords(trx: Trx, ctx: Context, matter_id: string, seq: number): Promise<boolean> {
	const { rows } = await sql<{ erased: boolean }>`
		select erase_words(${ctx.committee.id}, ${matter_id}, ${seq}) as erased`.execute(trx);
	return rows[0]?.erased ?? false;
}
