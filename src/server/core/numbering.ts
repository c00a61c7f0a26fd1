import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Trx } from './database.ts';

/** The next number of a series, gap-free: it is given with the transaction that uses it, or not at all. */
export async function giveNumber(trx: Trx, ctx: Context, series: string, matter_id: string): Promise<number> {
	const { rows } = await sql<{ number: number }>`
		with next as (
			insert into number_series (committee_id, series, last) values (${ctx.committee.id}, ${series}, 1)
			on conflict (committee_id, series) do update set last = number_series.last + 1
			returning last
		)
		insert into number_given (committee_id, series, number, matter_id, state, given_at)
		select ${ctx.committee.id}, ${series}, last, ${matter_id}, 'given', ${ctx.now} from next
		returning number`.execute(trx);
	const given = rows[0];
	if (!given) throw new Error(`no number was given in series ${series}`);
	return given.number;
}

/** A number given by mistake stays taken: it is marked void and never used again (domain.md 2.1.9). */
export const voidNumber = (trx: Trx, ctx: Context, series: string, number: number) =>
	trx
		.updateTable('number_given')
		.set({ state: 'void' })
		.where('committee_id', '=', ctx.committee.id)
		.where('series', '=', series)
		.where('number', '=', number)
		.execute();
