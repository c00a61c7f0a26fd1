import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import { inTransaction, type Db, type Trx } from '../../core/database.ts';

/** Folding and recounting take turns: a recount would otherwise write over what is being folded. */
const takeTurn = (trx: Trx, ctx: Context) =>
	sql`select pg_advisory_xact_lock(hashtext('tally'), hashtext(${ctx.committee.id}))`.execute(trx);

/** A matter's own machine bears the name of its kind; the moves of its parts do not count. `moved` gives each state +1 or -1. */
const moves = (from: ReturnType<typeof sql>, enters: number) => sql`
	select kind, plenary_session_id, to_state as state, ${sql.lit(enters)} as n from ${from} x where machine = kind and from_state is distinct from to_state
	union all select kind, plenary_session_id, from_state, ${sql.lit(-enters)} from ${from} x where machine = kind and from_state is distinct from to_state and from_state is not null`;

/** Takes up to `limit` entries from what is pending and adds them to the counts, both or neither. Returns how many there were. */
export const foldPending = (db: Db, ctx: Context, limit: number): Promise<number> =>
	inTransaction(db, async (trx) => {
		await takeTurn(trx, ctx);
		const { rows } = await sql<{ n: number }>`
			with chosen as (
				select matter_id, seq from timeline_pending where committee_id = ${ctx.committee.id} order by matter_id, seq limit ${limit}
			), folded as (
				delete from timeline_pending p using chosen where p.committee_id = ${ctx.committee.id} and p.matter_id = chosen.matter_id and p.seq = chosen.seq returning p.*
			), counted as (
				insert into tally (committee_id, kind, plenary_session_id, state, n)
				select ${ctx.committee.id}::uuid, kind, plenary_session_id, state, sum(n) from (${moves(sql`folded`, 1)}) move
				where plenary_session_id is not null group by kind, plenary_session_id, state having sum(n) <> 0
				on conflict (committee_id, kind, plenary_session_id, state) do update set n = tally.n + excluded.n
			)
			select count(*)::int as n from folded`.execute(trx);
		return rows[0]?.n ?? 0;
	});

/** Counts anew from the matters themselves, less what is still pending and will be folded later. */
export const recount = (db: Db, ctx: Context): Promise<void> =>
	inTransaction(db, async (trx) => {
		await takeTurn(trx, ctx);
		await trx.deleteFrom('tally').where('committee_id', '=', ctx.committee.id).execute();
		await sql`
			insert into tally (committee_id, kind, plenary_session_id, state, n)
			select ${ctx.committee.id}::uuid, kind, plenary_session_id, state, sum(n) from (
				select kind, plenary_session_id, state, count(*)::int as n from matter where committee_id = ${ctx.committee.id} group by 1, 2, 3
				union all (with pending as (select * from timeline_pending where committee_id = ${ctx.committee.id}) ${moves(sql`pending`, -1)})
			) each where plenary_session_id is not null group by kind, plenary_session_id, state having sum(n) <> 0`.execute(trx);
	});

/** The committees in which something happened since the last folding. */
export async function listWithPending(db: Db): Promise<string[]> {
	const { rows } = await sql<{ committee_id: string }>`select distinct committee_id from timeline_pending`.execute(db);
	return rows.map((row) => row.committee_id);
}
