import { sql } from 'kysely';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, openDatabase, type Connection, type Db } from '#server/core/database.ts';
import { seedSmallAssembly, type SmallAssembly } from '#server/testing/assembly.ts';
import { fullLife } from '#server/testing/full-life.ts';
import { machineNamed } from '#server/core/machine.ts';
import { newProposal } from '#server/proposals/input.ts';
import { newId } from '#server/core/id.ts';
import { freshDatabase, type FreshDatabase } from '../database.ts';

/** Whatever is sent along that is not the sender's to set (a number, a state, a rating, another's name) changes nothing. */
let database: FreshDatabase;
let connection: Connection;
let db: Db;
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 4);
	db = openDatabase(connection);
});
afterAll(async () => {
	await connection?.end();
	await database?.drop();
});

const tables = ['matter', 'proposal', 'signature', 'assignment', 'reply', 'evaluation', 'commitment', 'nomination'];

/** Every column of every table of a proposal, with something in it that would be seen. */
async function poison(): Promise<Record<string, unknown>> {
	const { rows } = await sql<{ name: string; type: string }>`
		select distinct on (column_name) column_name as name, data_type as type from information_schema.columns
		where table_schema = 'public' and table_name = any(${sql.val(tables)}) order by column_name`.execute(db);
	const id = newId();
	const of: Record<string, unknown> = {
		uuid: id,
		integer: 77,
		boolean: true,
		date: '2001-02-03',
		'timestamp with time zone': '2001-02-03T04:05:06Z',
	};
	return Object.fromEntries(rows.map(({ name, type }) => [name, of[type] ?? 'A']));
}

/** All that the life left behind, with names in place of ids, which differ by nature. */
async function traceOf({ committee, bodies, persons }: SmallAssembly): Promise<string[]> {
	const names = new Map(Object.entries({ ...bodies, ...persons }).map(([name, id]) => [id, name]));
	const trace: string[] = [];
	for (const table of [...tables, 'timeline', 'deadline', 'notice', 'number_given']) {
		const { rows } = await sql<{ row: object }>`
			select to_jsonb(t) as row from ${sql.table(table)} t where committee_id = ${committee.id}`.execute(db);
		trace.push(
			...rows.map(
				({ row }) => `${table} ${JSON.stringify(row, (key, value: unknown) => (byNature.test(key) ? '' : value))}`,
			),
		);
	}
	return trace
		.map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, (id) => names.get(id) ?? 'id'))
		.sort();
}
const byNature = /_at$|^at$|hash|^key$/;

test('a whole life in which every act carries every column comes out as one in which none does', async () => {
	const plain = await seedSmallAssembly(db, 'plain');
	const spoilt = await seedSmallAssembly(db, 'spoilt');
	await fullLife(plain);
	const spoiling = await poison();
	expect(Object.keys(spoiling)).toEqual(
		expect.arrayContaining(['number', 'state', 'openness', 'owner_id', 'committee_id']),
	);
	await fullLife(spoilt, undefined, (machine, action) => {
		const own = action === 'create' ? newProposal : machineNamed(machine)?.input[action];
		const taken = Object.keys(own instanceof z.ZodObject ? own.shape : {});
		return Object.fromEntries(Object.entries(spoiling).filter(([name]) => !taken.includes(name)));
	});
	expect(await traceOf(spoilt)).toEqual(await traceOf(plain));
});
