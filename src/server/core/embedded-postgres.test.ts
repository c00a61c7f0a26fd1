import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedOptions, type EmbeddedPostgres } from './embedded-postgres.ts';

let home: string;
let folder: string;
const running: EmbeddedPostgres[] = [];

// mkdtemp makes a folder that only its owner can enter
beforeEach(async () => {
	home = await mkdtemp(join(tmpdir(), 'embedded-'));
	folder = join(home, '.data', 'postgres');
});

afterEach(async () => {
	for (const server of running.splice(0)) await server.stop();
	await rm(home, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
	const server = await startEmbeddedPostgres({ folder, revive: false, ...options });
	running.push(server);
	return server;
}

async function ask(server: EmbeddedPostgres, statement: string): Promise<unknown> {
	const client = new Client({ connectionString: server.url });
	client.on('error', () => undefined);
	await client.connect();
	try {
		const { rows } = await client.query({ text: statement, rowMode: 'array' });
		return rows[0]?.[0];
	} finally {
		await client.end();
	}
}

const postmasterOf = async () => Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

test('a first start makes a database that keeps its promises and is out of reach for everyone else', async () => {
	const server = await start();
	expect(server.adopted).toBe(false);
	const durability =
		"select string_agg(current_setting(name), ' ') from unnest($${fsync,synchronous_commit}$$::text[]) name";
	expect(await ask(server, durability)).toBe('on on');
	expect(await ask(server, "select current_setting('listen_addresses')")).toBe('');
	expect(await ask(server, "select string_agg(name, '' order by name) from unnest($${张,李,王}$$::text[]) name")).toBe(
		'李王张',
	);
	expect((await stat(server.socketFolder)).mode & 0o777).toBe(0o700);
	expect((await stat(folder)).mode & 0o777).toBe(0o700);
	expect(Buffer.byteLength(`${server.socketFolder}/.s.PGSQL.${server.port}`)).toBeLessThan(100);
});

test('a second start joins the living server, which stops when the last one leaves', async () => {
	const first = await start();
	const second = await start();
	expect(second).toMatchObject({ adopted: true, url: first.url });
	await first.stop();
	expect(await ask(second, 'select 1')).toBe(1);
	await second.stop();
	await expect(ask(second, 'select 1')).rejects.toThrow();
});

test('of two starters in a new folder one creates the database and both use it', async () => {
	const both = await Promise.all([start(), start()]);
	expect(both.map((server) => server.adopted).sort()).toEqual([false, true]);
	await ask(both[0], 'create table seen (by text)');
	expect(await ask(both[1], 'select count(*)::int from seen')).toBe(0);
});

test('what was committed is there after the server was killed', async () => {
	const killed = await start();
	await ask(killed, 'create table kept (word text)');
	await ask(killed, "insert into kept values ('提案')");
	process.kill(await postmasterOf(), 'SIGKILL');
	const recovered = await start();
	expect(recovered).toMatchObject({ adopted: false, url: killed.url });
	expect(await ask(recovered, 'select word from kept')).toBe('提案');
});

test('a server that is killed while in use comes back at the same address', async () => {
	const server = await start({ revive: true });
	await ask(server, 'create table kept (word text)');
	process.kill(await postmasterOf(), 'SIGKILL');
	const count = () => ask(server, 'select count(*)::int from kept');
	await expect.poll(() => count().catch(() => 'away'), { timeout: 20_000, interval: 50 }).toBe(0);
});

test('a process that merely has the number of the killed server is not taken for it', async () => {
	const killed = await start();
	const file = join(folder, 'postmaster.pid');
	const told = await readFile(file, 'utf8');
	const pid = await postmasterOf();
	process.kill(pid, 'SIGKILL');
	while (await stat(`/proc/${pid}`).catch(() => undefined)) await pause(10);
	// its own parent PostgreSQL would not take for another server
	await writeFile(file, told.replace(String(pid), String(process.ppid)));
	expect((await start()).adopted).toBe(false);
	await expect(killed.stop()).resolves.toBeUndefined();
});

test('a folder with something else in it is left alone', async () => {
	await start().then((server) => server.stop());
	const other = join(home, '.data');
	await expect(start({ folder: other })).rejects.toThrow('is in the way');
	expect((await stat(join(folder, 'PG_VERSION'))).isFile()).toBe(true);
});
