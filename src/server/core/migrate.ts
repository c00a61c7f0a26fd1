import { readFile, readdir } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import type { ClientBase } from 'pg';
import { connect } from './database.ts';

const folder = new URL('../../../db/migrations/', import.meta.url);

/** Brings the database of `ownerUrl` to the newest form: forward only, one at a time, each file in one transaction. */
export async function migrate(ownerUrl: string): Promise<string[]> {
	const connection = connect(ownerUrl, 1);
	const session = await connection.connect();
	try {
		await session.query('select pg_advisory_lock(729113)');
		await session.query(
			'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
		);
		const { rows } = await session.query<{ name: string }>('select name from migration');
		const applied = new Set(rows.map((row) => row.name));
		const pending = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort();
		if (!applied.size) await runMigrations({ connectionString: ownerUrl });
		for (const name of pending) await apply(session, name);
		return pending;
	} finally {
		// a file that failed leaves its transaction open: it ends with the session
		session.release(true);
		await connection.end();
	}
}

async function apply(session: ClientBase, name: string): Promise<void> {
	const text = await readFile(new URL(name, folder), 'utf8');
	await session.query('begin');
	await session.query(text);
	await session.query('insert into migration (name) values ($1)', [name]);
	await session.query('commit');
}
