import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import { connect, inTransaction, openDatabase, type Connection, type Db } from './database.ts';

let database: FreshDatabase;
let connection: Connection;
let db: Db;
let owner: Client;
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 3);
	db = openDatabase(connection);
	owner = new Client({ connectionString: database.ownerUrl });
	await owner.connect();
});
afterAll(async () => {
	await connection.end();
	await owner.end();
	await database.drop();
});

const numberOf = async (trx: Db): Promise<number> =>
	(await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)).rows[0]?.pid ?? 0;
const endSession = (pid: number) => owner.query('select pg_terminate_backend($1)', [pid]);
const asleep = async () =>
	(
		await owner.query(
			"select from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%' and state = 'active'",
		)
	).rowCount;
const answers = async () => (await sql<{ n: number }>`select 1 as n`.execute(db)).rows[0]?.n;

test('a session lost between two statements fails its transaction, and nothing else', async () => {
	const work = inTransaction(db, async (trx) => {
		await trx
			.insertInto('person')
			.values({
				id: '00000000-0000-7000-8000-000000000001',
				name: '王小溪',
				sex: null,
				born_in: null,
				work_unit: null,
				post: null,
				user_id: null,
			})
			.execute();
		await endSession(await numberOf(trx));
		await pause(200);
		await sql`select 1`.execute(trx);
	});
	await expect(work).rejects.toMatchObject({ code: expect.stringMatching(/^CONNECTION_/) });
	expect(await answers()).toBe(1);
	expect(await db.selectFrom('person').select('name').execute()).toEqual([]);
});

test('a session lost in the middle of a statement fails its transaction with what happened', async () => {
	const work = inTransaction(db, async (trx) => {
		const pid = await numberOf(trx);
		setTimeout(() => endSession(pid).catch(() => undefined), 100);
		await sql`select pg_sleep(20)`.execute(trx);
	});
	await expect(work).rejects.toMatchObject({ code: expect.stringMatching(/^(CONNECTION_|57P01)/) });
	expect(await answers()).toBe(1);
});

test('with every session lost at once, those who ask meanwhile are told, and those who ask later are answered', async () => {
	const busy = Array.from({ length: 12 }, (_, at) =>
		inTransaction(db, (trx) => sql`select pg_sleep(${at < 3 ? 20 : 0})`.execute(trx)).then(
			() => 'done',
			() => 'failed',
		),
	);
	await vi.waitFor(async () => expect(await asleep()).toBe(3), { timeout: 10_000 });
	await owner.query(
		`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'concentric'`,
	);
	const ended = await Promise.all(busy);
	expect(ended.slice(0, 3)).toEqual(['failed', 'failed', 'failed']);
	for (let n = 0; n < 20; n++) expect(await answers()).toBe(1);
});
