import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { startEmbeddedPostgres } from '#server/core/embedded-postgres.ts';
import { migrate } from '#server/core/migrate.ts';

export interface FreshDatabase {
	/** Owns every table. */
	ownerUrl: string;
	/** The role of the running application, which owns nothing. */
	appUrl: string;
	drop(): Promise<void>;
}

const run = inject('run');
const template = `concentric_template_${run}`;
const appRole = 'concentric_app';

let server: Promise<string> | undefined;

/** A migrated database of its own, copied from one template; drop it after the last test of the file. */
export async function freshDatabase(): Promise<FreshDatabase> {
	const serverUrl = await (server ??= startServer());
	const name = `concentric_test_${run}_${randomBytes(6).toString('hex')}`;
	await tell(serverUrl, `create database ${name} template ${template}`);
	return {
		ownerUrl: addressOf(serverUrl, name),
		appUrl: addressOf(serverUrl, name, appRole),
		drop: () => tell(serverUrl, `drop database if exists ${name} with (force)`),
	};
}

/** Nothing of a test outlives its run, so nothing waits for the disk. */
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

async function startServer(): Promise<string> {
	const url = process.env.TEST_DATABASE_URL ?? (await startOwnServer());
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		// workers ask at the same time; the first one migrates
		await client.query('select pg_advisory_lock(hashtext($1))', [template]);
		await makeTemplate(client, url);
	} finally {
		await client.end();
	}
	return url;
}

async function startOwnServer(): Promise<string> {
	const folder = join(tmpdir(), `concentric-tests-${run}`, 'postgres');
	return (await startEmbeddedPostgres({ folder, settings: hasty, revive: false })).url;
}

/** Renamed when it is complete: a template that exists is whole. */
async function makeTemplate(client: Client, url: string): Promise<void> {
	const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
	if (rowCount) return;
	const draft = `${template}_draft`;
	await client.query(`drop database if exists ${draft} with (force)`);
	await client.query(`create database ${draft}`);
	await migrate(addressOf(url, draft));
	if (process.env.TEST_DATABASE_URL) await client.query(`alter role ${appRole} login password '${appRole}'`);
	await client.query(`alter database ${draft} rename to ${template}`);
}

function addressOf(serverUrl: string, database: string, role?: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${database}`;
	if (role) {
		url.username = role;
		url.password = process.env.TEST_DATABASE_URL ? role : '';
	}
	return url.href;
}

async function tell(url: string, statement: string): Promise<void> {
	const client = new Client({ connectionString: url });
	await client.connect();
	await client.query(statement).finally(() => client.end());
}
