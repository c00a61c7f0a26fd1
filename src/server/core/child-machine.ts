import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Trx } from './database.ts';
import type { Subject } from './machine.ts';

/** Saving and listing are alike for every machine whose rows lie below a matter. */
export const childOf = (table: string) => ({
	table,
	async save(trx: Trx, ctx: Context, row: Subject, set: Record<string, unknown>): Promise<void> {
		const columns = Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
		await sql`update ${sql.table(table)} set version = version + 1, ${sql.join(columns)} where committee_id = ${ctx.committee.id} and id = ${row.id}`.execute(
			trx,
		);
	},
	async ofMatter(trx: Trx, ctx: Context, matter_id: string): Promise<string[]> {
		const { rows } = await sql<{
			id: string;
		}>`select id from ${sql.table(table)} where committee_id = ${ctx.committee.id} and matter_id = ${matter_id} order by id`.execute(
			trx,
		);
		return rows.map((row) => row.id);
	},
});
