import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../tests/database.ts';
import { connect, openDatabase, type Connection, type Db } from './core/database.ts';
import { Life } from './notices/life-for-tests.ts';
import { seedSmallAssembly, type SmallAssembly } from './testing/assembly.ts';
import { startWorker, type Worker } from './worker.ts';

let database: FreshDatabase;
let connection: Connection;
let db: Db;
let assembly: SmallAssembly;
let worker: Worker | undefined;
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 6);
	db = openDatabase(connection);
	assembly = await seedSmallAssembly(db);
});
afterEach(async () => {
	await worker?.stop();
	worker = undefined;
});
afterAll(async () => {
	await connection.end();
	await database.drop();
});

const start = async (): Promise<void> =>
	void (worker = await startWorker({ db, appUrl: database.appUrl, say: () => undefined }));
async function until(holds: () => Promise<boolean>): Promise<void> {
	for (const end = Date.now() + 25_000; !(await holds()); await pause(50))
		if (Date.now() > end) throw new Error('in vain');
}
const queued = async (): Promise<number> =>
	Number(
		(await sql<{ n: number }>`select count(*)::int as n from graphile_worker._private_jobs`.execute(db)).rows[0]?.n,
	);
const begun = async (): Promise<number> =>
	Number(
		(
			await sql<{
				n: number;
			}>`select count(*)::int as n from graphile_worker._private_jobs where locked_at is not null`.execute(db)
		).rows[0]?.n,
	);
const noticesOf = (matter_id: string) =>
	db.selectFrom('notice').select(['person_id', 'kind']).where('matter_id', '=', matter_id).execute();
const nothingQueued = () => until(async () => (await queued()) === 0);

/** While this is held a job can begin, and cannot finish. */
async function holdNotices(): Promise<() => Promise<void>> {
	const holder = new Client({ connectionString: database.ownerUrl });
	// the server may go away under it
	holder.on('error', () => undefined);
	await holder.connect();
	await holder.query('begin; lock table notice in access exclusive mode');
	return () => holder.end();
}
const submitted = async (): Promise<Life> => {
	const life = await Life.begin(assembly);
	await life.act('lin', '2026-01-19', 'proposal', life.id, 'submit');
	return life;
};

test('an act queues its job, the worker does it as the application’s role, and doing it again changes nothing', async () => {
	const life = await submitted();
	const { rows } = await sql<{ task: string; payload: unknown }>`
		select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`.execute(
		db,
	);
	expect(rows.map((row) => row.task).sort()).toEqual(['notify_committee', 'notify_proposers']);
	await start();
	await nothingQueued();
	expect(await noticesOf(life.id)).toHaveLength(2);
	for (const { task, payload } of rows)
		await sql`select graphile_worker.add_job(${task}, ${payload}::json)`.execute(db);
	await nothingQueued();
	expect(await noticesOf(life.id)).toHaveLength(2);
});

test('an act that is refused queues nothing', async () => {
	const life = await Life.begin(assembly, { situation: '' });
	await expect(life.act('lin', '2026-01-19', 'proposal', life.id, 'submit')).rejects.toMatchObject({
		kind: 'broken_rule',
	});
	expect(await queued()).toBe(0);
});

test('asked to stop, the worker finishes what it began', async () => {
	const release = await holdNotices();
	const life = await submitted();
	await start();
	await until(async () => (await begun()) >= 1);
	let stopped = false;
	const stopping = worker?.stop().then(() => (stopped = true));
	await pause(300);
	expect(stopped).toBe(false);
	await release();
	await stopping;
	expect(await queued()).toBe(0);
	expect(await noticesOf(life.id)).toHaveLength(2);
});

test('killed in the middle of a job, the next worker does it at once and once', async () => {
	const release = await holdNotices();
	const life = await submitted();
	const script = `const { connect, openDatabase } = await import('#server/core/database.ts'); await import('#server/assembly.ts');
		const { startWorker } = await import('#server/worker.ts');
		await startWorker({ db: openDatabase(connect(process.env.APP_URL)), appUrl: process.env.APP_URL });`;
	const killed = spawn(process.execPath, ['--input-type=module', '-e', script], {
		env: { ...process.env, NODE_OPTIONS: '', APP_URL: database.appUrl },
		stdio: 'inherit',
	});
	await until(async () => (await begun()) >= 1);
	killed.kill('SIGKILL');
	await release();
	await until(
		async () =>
			Number(
				(
					await sql<{
						n: number;
					}>`select count(*)::int as n from pg_stat_activity where application_name = 'concentric jobs' and datname = current_database()`.execute(
						db,
					)
				).rows[0]?.n,
			) === 0,
	);
	expect(await begun()).toBeGreaterThan(0);
	await start();
	await nothingQueued();
	expect(await noticesOf(life.id)).toHaveLength(2);
});

test('when the database goes away in the middle of a job and comes back, the worker goes on and the job is done once', async () => {
	await start();
	const release = await holdNotices();
	const life = await submitted();
	await until(async () => (await begun()) >= 1);
	const server = new Client({ connectionString: database.ownerUrl.replace(/[^/?]+(?=$|\?)/, 'postgres') });
	await server.connect();
	const name = new URL(database.ownerUrl).pathname.slice(1);
	await server.query(`alter database ${name} allow_connections false`);
	await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
	await release().catch(() => undefined);
	await pause(3_000);
	await server.query(`alter database ${name} allow_connections true`);
	await server.end();
	await until(() =>
		queued().then(
			(n) => n === 0,
			() => false,
		),
	);
	expect(await noticesOf(life.id)).toHaveLength(2);
	const later = await submitted();
	await nothingQueued();
	expect(await noticesOf(later.id)).toHaveLength(2);
});

test('the clock starts its jobs once for each committee in which there is something to do', async () => {
	await seedSmallAssembly(db, 'elsewhere');
	await start();
	await submitted();
	await sql`select graphile_worker.add_job('fold_tally', '{}'), graphile_worker.add_job('remind', '{}'), graphile_worker.add_job('lapse', '{}')`.execute(
		db,
	);
	await nothingQueued();
	const tally = await db.selectFrom('tally').select(['committee_id', 'state']).where('n', '>', 0).execute();
	expect(tally).toContainEqual({ committee_id: assembly.committee.id, state: 'submitted' });
	expect(await db.selectFrom('timeline_pending').select('seq').execute()).toEqual([]);
});
