import { sql, type Insertable } from 'kysely';
import type { Context } from '#server/core/context.ts';
import type { Db, Trx } from '#server/core/database.ts';
import type { Schema } from '#server/core/schema.ts';

/** As JSON carries it: bytes in PostgreSQL's hexadecimal form, text without halves of characters. */
const carried = (value: unknown) =>
	Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : typeof value === 'string' ? value.toWellFormed() : value;

/** Stores rows that have the same columns; the database reads them all out of one JSON text. */
export async function insertRows<Table extends keyof Schema>(
	trx: Trx,
	table: Table,
	rows: readonly Insertable<Schema[Table]>[],
): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
	const written = rows.map((row) =>
		Object.fromEntries(Object.entries(row).map(([column, value]) => [column, carried(value)])),
	);
	await sql`insert into ${sql.table(table)} (${columns}) select ${columns}
		from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(written)}::text::json)`.execute(trx);
}

/** One import at a time; a second one waits here and then finds the first one's work. It may take longer than a page may. */
export async function waitForOtherImport(trx: Trx, ctx: Context): Promise<void> {
	await sql`set local statement_timeout = 0`.execute(trx);
	await sql`select pg_advisory_xact_lock(hashtext('import'), hashtext(${ctx.committee.id}))`.execute(trx);
}

/** What was said by hand of headings that nobody knew, by heading. */
export async function listMappedHeadings(db: Db, ctx: Context, kind: string): Promise<Map<string, string>> {
	const { rows } = await sql<{ heading: string; field: string }>`
		select heading, field from intake_heading where committee_id = ${ctx.committee.id} and kind = ${kind} limit 1000`.execute(
		db,
	);
	return new Map(rows.map(({ heading, field }) => [heading, field]));
}

/** Said again, it is corrected. */
export async function saveMappedHeadings(
	trx: Trx,
	ctx: Context,
	kind: string,
	mapped: ReadonlyMap<string, string>,
): Promise<void> {
	for (const [heading, field] of mapped)
		await sql`insert into intake_heading (committee_id, kind, heading, field, said_by, said_at)
			values (${ctx.committee.id}, ${kind}, ${heading}, ${field}, ${ctx.actor.person_id}, ${ctx.now})
			on conflict (committee_id, kind, heading) do update set field = excluded.field, said_by = excluded.said_by, said_at = excluded.said_at`.execute(
			trx,
		);
}

export interface KeptFile {
	id: string;
	kind: string;
	name: string;
	size: number;
	said: Record<string, string>;
	expires_at: Date;
	content: Buffer;
}

/** Kept between preview and storing, so that nothing is uploaded twice; what nobody came back for goes. */
export async function insertKeptFile(
	trx: Trx,
	ctx: Context,
	file: Omit<KeptFile, 'said'> & { sha256: Buffer; said: Record<string, string>; added_by: string },
): Promise<void> {
	const of = ctx.committee.id;
	await trx.deleteFrom('intake_file').where('committee_id', '=', of).where('expires_at', '<', ctx.now).execute();
	await trx
		.insertInto('intake_file')
		.values({ ...file, committee_id: of, added_at: ctx.now })
		.execute();
}

/** Only who brought a file sees it before it is stored. */
export const findKeptFile = (db: Db, ctx: Context, id: string): Promise<KeptFile | undefined> =>
	db
		.selectFrom('intake_file')
		.select(['id', 'kind', 'name', 'size', 'said', 'expires_at', 'content'])
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.where('added_by', '=', ctx.actor.person_id)
		.where('expires_at', '>', ctx.now)
		.executeTakeFirst();

export const saveKeptSaid = (db: Db, ctx: Context, id: string, said: Record<string, string>) =>
	db
		.updateTable('intake_file')
		.set({ said })
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.where('added_by', '=', ctx.actor.person_id)
		.execute();

export const deleteKeptFile = (db: Db, ctx: Context, id: string) =>
	db
		.deleteFrom('intake_file')
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.where('added_by', '=', ctx.actor.person_id)
		.execute();
