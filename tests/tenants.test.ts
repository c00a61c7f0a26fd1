import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, openDatabase, type Db, type Trx } from '#server/core/database.ts';
import { findDossier, type Dossier } from '#server/proposals/queries/dossier.ts';
import { foreignAssembly, type Foreign } from './architecture/foreign.ts';
import { reads } from './architecture/reads.ts';
import { exempt, lasting, writes } from './architecture/writes.ts';
import { freshDatabase } from './database.ts';

let db: Db;
let one: Foreign;
let other: Foreign;
let row: Dossier;
let close: () => Promise<void>;
beforeAll(async () => {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 4);
	db = openDatabase(connection);
	one = await foreignAssembly(db, 'one');
	other = await foreignAssembly(db, 'other');
	const ctx = await one.as('system');
	row = (await findDossier(db, ctx, one.life.proposal)) as Dossier;
	close = async () => {
		await connection.end();
		await database.drop();
	};
});
afterAll(() => close());

const tenantTables = async (trx: Db): Promise<string[]> =>
	(
		await sql<{
			name: string;
		}>`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'committee_id' order by 1`.execute(
			trx,
		)
	).rows.map(({ name }) => name);

/** Every row of a committee as text. */
async function allOf(trx: Db, committee_id: string): Promise<string> {
	const parts = (await tenantTables(trx)).map(
		(table) =>
			sql`select ${sql.lit(table)} || x::text as line from ${sql.table(table)} x where committee_id = ${committee_id}`,
	);
	const { rows } = await sql<{
		whole: string;
	}>`select string_agg(line, chr(10) order by line) as whole from (${sql.join(parts, sql` union all `)}) lines`.execute(
		trx,
	);
	return rows[0]?.whole ?? '';
}

/** Undone afterwards, whatever was done. */
async function undone<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
	const trx = await db.startTransaction().execute();
	try {
		return await work(trx);
	} finally {
		await trx.rollback().execute();
	}
}

/** Nothing to see: undefined, none, no, an empty list, or all of it so. */
const isNothing = (found: unknown): boolean =>
	found === undefined ||
	found === null ||
	found === false ||
	found === 0 ||
	found === '' ||
	(typeof found === 'object' && !(found instanceof Date) && Object.values(found).every(isNothing));

test('every exported query has its line in tests/architecture/reads.ts or writes.ts', async () => {
	const exported: string[] = [];
	for (const path of globSync('src/server/**/{queries*.ts,queries/*.ts}').filter((path) => !path.endsWith('.test.ts')))
		for (const name of Object.keys((await import(/* @vite-ignore */ resolve(path))) as object))
			exported.push(`${path.replace('src/server/', '')} ${name}`);
	expect([...Object.keys(reads), ...Object.keys(writes), ...Object.keys(exempt)].sort()).toEqual(exported.sort());
});

const idsIn = (text: string): string[] => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

describe.each(Object.entries(reads))('%s', (_name, { ask, by, found }) => {
	test('answers its own committee, and tells another nothing of it', async () => {
		const own = await undone(async (trx) => ask(trx, await one.as(by), one));
		expect(isNothing(own), JSON.stringify(own)).toBe(false);
		const guarded = new Set(idsIn(await allOf(db, one.assembly.committee.id)));
		const others = [other.as(by), other.as('director'), other.as('system'), one.guestIn(other, 'lin')];
		for (const ctx of await Promise.all(others)) {
			const seen = await undone((trx) => ask(trx, ctx, one));
			const told = `${ctx.actor.name}: ${JSON.stringify(seen)}`;
			if (found === 'nothing') expect(isNothing(seen), told).toBe(true);
			else expect(idsIn(told).filter((id) => guarded.has(id))).toEqual([]);
		}
	});
});

describe.each(Object.entries(writes))('%s', (name, write) => {
	/** What the committee's rows are after the write of that one, and whether the database refused it. */
	const after = async (by: Foreign) => {
		const ctx = await by.as('clerk');
		if (lasting.includes(name)) {
			await write(db as Trx, ctx, one, row);
			return { rows: await allOf(db, one.assembly.committee.id), refused: undefined };
		}
		return undone(async (trx) => {
			await sql`savepoint before`.execute(trx);
			const refused = await write(trx, { ...ctx, db: trx }, one, row).then(
				() => undefined,
				(error: unknown) => error as { code?: string },
			);
			if (refused) await sql`rollback to savepoint before`.execute(trx);
			return { rows: await allOf(trx, one.assembly.committee.id), refused };
		});
	};

	test('changes its own committee, and nothing of another', async () => {
		const before = await allOf(db, one.assembly.committee.id);
		const foreign = await after(other);
		expect(foreign.rows).toBe(before);
		if (foreign.refused) expect(foreign.refused.code).toBe('23503');
		const own = await after(one);
		expect(own.refused).toBeUndefined();
		expect(own.rows).not.toBe(before);
	});
});
