import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { isAlive } from '#server/core/embedded-postgres/postmaster.ts';
import { startEmbeddedPostgres } from '#server/core/embedded-postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** What this run calls its databases and its folder, so that runs beside each other do not meet. */
		run: string;
	}
}

const folderName = /^concentric-tests-(\d+)$/;
const folderOf = (run: string) => join(tmpdir(), `concentric-tests-${run}`);

/**
 * One server for all tests of a run. The first test that asks for a database starts it (tests/database.ts), so that
 * tests of pure rules do not wait for one; here it is only named, and cleared away.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const run = String(process.pid);
	provide('run', run);
	const runs = (await readdir(tmpdir())).map((name) => folderName.exec(name)?.[1]);
	for (const other of runs) if (other && !isAlive(Number(other))) await clear(folderOf(other)).catch(() => undefined);
	return async () => {
		if (process.env.TEST_DATABASE_URL) await dropDatabases(process.env.TEST_DATABASE_URL, run);
		await clear(folderOf(run));
	};
}

async function clear(folder: string): Promise<void> {
	const server = join(folder, 'postgres');
	if (existsSync(join(server, 'postmaster.pid'))) {
		await (await startEmbeddedPostgres({ folder: server, revive: false })).stop();
	}
	await rm(folder, { recursive: true, force: true });
}

async function dropDatabases(url: string, run: string): Promise<void> {
	const client = new Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query('select datname as name from pg_database where datname ~ $1', [
		`^concentric_(test|template)_${run}(_|$)`,
	]);
	for (const { name } of rows) await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
	await client.end();
}
