import { sql } from 'kysely';
import type { Db, Trx } from '#server/core/database.ts';
import type { Rows } from './row.ts';

/** So many rows travel in one statement. */
const batch = 4_000;

export async function hasCommittee(db: Db): Promise<boolean> {
	const { rows } = await sql`select 1 from committee limit 1`.execute(db);
	return rows.length > 0;
}

/** One start loads at a time; a second one waits here and then finds the work done. */
export const waitForOtherLoad = (trx: Trx) => sql`select pg_advisory_xact_lock(729114)`.execute(trx);

async function insertBatch(trx: Trx, table: string, rows: readonly object[]): Promise<void> {
	const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)));
	await sql`insert into ${sql.table(table)} (${columns})
		select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::text::json)`.execute(
		trx,
	);
}

/** Stores all rows, table by table; the database reads each batch out of one JSON text. */
export async function insertRows(trx: Trx, tables: Rows): Promise<void> {
	for (const [table, rows] of Object.entries(tables))
		for (let from = 0; from < rows.length; from += batch) await insertBatch(trx, table, rows.slice(from, from + batch));
}

/** Without it, the planner would know nothing of the new rows until the server gets round to counting them. */
export const countForPlanner = (owner: Db, tables: Rows) =>
	sql`analyze ${sql.join(Object.keys(tables).map((table) => sql.table(table)))}`.execute(owner);
