import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '#server/core/database.ts';
import { startEmbeddedPostgres } from '#server/core/embedded-postgres.ts';
import { migrate } from '#server/core/migrate.ts';

/** The bench's own server, with the settings of an installation: fsync on. */
export interface BenchDatabase {
	folder: string;
	connection: { host: string; port: number; user: string; database: string };
	ownerUrl: string;
	/** The role of the running application, which owns nothing. */
	appUrl: string;
	version: string;
	/** The server's first process. */
	pid: number;
	close(): Promise<void>;
}

export async function openFilled(proposals: number): Promise<BenchDatabase> {
	const folder = await mkdtemp(join(tmpdir(), 'concentric-bench-'));
	const server = await startEmbeddedPostgres({
		folder: join(folder, 'postgres'),
		revive: false,
		settings: { max_connections: '120' },
	});
	const close = async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await migrate(server.url);
		const appUrl = new URL(server.url);
		appUrl.username = 'concentric_app';
		const version = await fill(server.url, proposals);
		const pid = Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
		return { folder, connection: server.connection, ownerUrl: server.url, appUrl: appUrl.href, version, pid, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Vacuumed and written out, so that no measurement pays for the filling. */
async function fill(url: string, proposals: number): Promise<string> {
	const connection = connect(url, 1);
	try {
		await connection.query(
			`select set_config('statement_timeout', '0', false), set_config('bench.proposals', $1, false)`,
			[String(proposals)],
		);
		await connection.query(await readFile(new URL('fill.sql', import.meta.url), 'utf8'));
		await connection.query('vacuum (analyze)');
		await connection.query('checkpoint');
		const { rows } = await connection.query<{ version: string }>(`select current_setting('server_version') as version`);
		return rows[0]?.version ?? '';
	} finally {
		await connection.end();
	}
}
