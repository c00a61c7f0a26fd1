import { readFile, readdir } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import { connect, type Connection } from './database.ts';

const folder = new URL('../../../db/migrations/', import.meta.url);

/** Brings the database of `ownerUrl` to the newest form: forward only, one at a time, each file in one transaction. */
export async function migrate(ownerUrl: string): Promise<string[]> {
	const connection = connect(ownerUrl, 1);
	try {
		await connection`select pg_advisory_lock(729113)`;
		await connection`create table if not exists migration (name text primary key, applied_at timestamptz not null default now())`;
		const applied = new Set((await connection<{ name: string }[]>`select name from migration`).map((row) => row.name));
		const pending = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort();
		if (!applied.size) await runMigrations({ connectionString: ownerUrl });
		for (const name of pending) await apply(connection, name);
		return pending;
	} finally {
		await connection.end();
	}
}

async function apply(connection: Connection, name: string): Promise<void> {
	const text = await readFile(new URL(name, folder), 'utf8');
	await connection.begin(async (trx) => {
		await trx.unsafe(text);
		await trx`insert into migration (name) values (${name})`;
	});
}
