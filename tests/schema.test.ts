import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from './database.ts';

let database: FreshDatabase;
let owner: Client;
beforeAll(async () => {
	database = await freshDatabase();
	owner = new Client({ connectionString: database.ownerUrl });
	await owner.connect();
});
afterAll(async () => {
	await owner.end();
	await database.drop();
});

const ask = async (statement: string): Promise<Record<string, unknown>[]> => (await owner.query(statement)).rows;

/** Tables that all committees of an installation share; a reference to one of them crosses no border. */
const shared = `('committee', 'person', 'user')`;
const columnNames = (keys: string) =>
	`array(select a.attname::text from unnest(${keys}) with ordinality k (attnum, place) join pg_attribute a on a.attrelid = r.oid and a.attnum = k.attnum order by place)`;

describe('the border between committees is part of every key', () => {
	test('only tables that all committees share do without a committee', async () => {
		const without =
			await ask(`select relname::text as name from pg_class r where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
			and not exists (select from pg_attribute where attrelid = r.oid and attname = 'committee_id') order by 1`);
		expect(without.map(({ name }) => name)).toEqual(['committee', 'migration', 'person']);
	});

	test('every primary key and every unique index begins with it', async () => {
		const keys =
			await ask(`select r.relname::text as of_table, i.relname::text as key, ${columnNames('x.indkey::int2[]')} as columns
			from pg_index x join pg_class r on r.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
			where x.indisunique and r.relnamespace = 'public'::regnamespace and r.relname not in ('committee', 'person', 'migration')`);
		expect(keys.length).toBeGreaterThan(25);
		expect(keys.filter(({ columns }) => (columns as string[])[0] !== 'committee_id')).toEqual([]);
	});

	test('every table of a committee has a primary key', async () => {
		const keyless =
			await ask(`select relname::text as name from pg_class r where relnamespace = 'public'::regnamespace and relkind = 'r'
			and not exists (select from pg_index where indrelid = r.oid and indisprimary)`);
		expect(keyless).toEqual([]);
	});

	test('every reference within committees carries it on both sides, so that none can lead across', async () => {
		const references =
			await ask(`select r.relname::text as of_table, f.relname::text as to_table, ${columnNames('c.conkey')} as columns, pg_get_constraintdef(c.oid) as definition
			from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_class f on f.oid = c.confrelid
			where c.contype = 'f' and r.relnamespace = 'public'::regnamespace and f.relname not in ${shared}`);
		expect(references.length).toBeGreaterThan(20);
		const wrong = references.filter(
			({ columns, definition }) =>
				(columns as string[])[0] !== 'committee_id' || !/REFERENCES \w+\(committee_id, /.test(definition as string),
		);
		expect(wrong).toEqual([]);
	});

	test('no column counts by itself: identities are made by the application', async () => {
		const counting =
			await ask(`select attrelid::regclass::text as of_table, attname::text as name from pg_attribute a join pg_class r on r.oid = a.attrelid
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			where r.relnamespace in ('public'::regnamespace, 'auth'::regnamespace) and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval%')`);
		expect(counting).toEqual([]);
		expect(
			await ask(
				`select relname::text from pg_class where relkind = 'S' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)`,
			),
		).toEqual([]);
	});
});

describe('the role of the application', () => {
	test('owns nothing, and is no administrator', async () => {
		const owned =
			await ask(`select relname::text as name from pg_class where pg_get_userbyid(relowner) = 'concentric_app'
			union all select nspname::text from pg_namespace where pg_get_userbyid(nspowner) = 'concentric_app'
			union all select proname::text from pg_proc where pg_get_userbyid(proowner) = 'concentric_app'
			union all select datname::text from pg_database where pg_get_userbyid(datdba) = 'concentric_app'`);
		expect(owned).toEqual([]);
		expect(
			await ask(
				`select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = 'concentric_app'`,
			),
		).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false }]);
		expect(
			await ask(
				`select has_schema_privilege('concentric_app', 'public', 'create') as public, has_schema_privilege('concentric_app', 'auth', 'create') as auth`,
			),
		).toEqual([{ public: false, auth: false }]);
	});

	test('adds to the timeline and reads it, and can neither change nor remove an entry', async () => {
		const rights = ['select', 'insert', 'update', 'delete', 'truncate'].map(
			(right) => `has_table_privilege('concentric_app', 'timeline', '${right}') as "${right}"`,
		);
		expect(
			await ask(
				`select ${rights.join(', ')}, has_any_column_privilege('concentric_app', 'timeline', 'update') as "update a column"`,
			),
		).toEqual([
			{ select: true, insert: true, update: false, delete: false, truncate: false, 'update a column': false },
		]);
		const app = new Client({ connectionString: database.appUrl });
		await app.connect();
		for (const statement of [
			`update timeline set action = 'x'`,
			'delete from timeline',
			'truncate timeline',
			`update timeline_content set content = '{}'`,
			'truncate matter cascade',
			'delete from number_given',
			'alter table matter add x int',
		])
			await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
		await app.end();
	});
});
