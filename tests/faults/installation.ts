import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { startEmbeddedPostgres } from '#server/core/embedded-postgres.ts';
import { seedSmallAssembly, type SmallAssembly } from '#server/testing/assembly.ts';
import { letSignIn, startServer } from '../journeys/server.ts';

/** An installation of its own: the app with its embedded database, both with the settings of real ones (fsync on). */
export interface Installation {
	/** Where the app answers now; another port after a restart is possible. */
	url(): string;
	assembly: SmallAssembly;
	/** A look into the database past the app. */
	look<T>(at: (db: Db) => Promise<T>): Promise<T>;
	/** SIGKILL, without a word. */
	kill(victim: 'app' | 'database'): void;
	/** After a kill of the app: the next start, as an operator would do it. */
	start(): Promise<void>;
	close(): Promise<void>;
}

/** Never 0: that would be this process and all its kin. */
function pidOf({ pid }: ChildProcess): number {
	if (!pid) throw new Error('the app was never started');
	return pid;
}

const postmasterOf = (data: string): number =>
	Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

export async function install(): Promise<Installation> {
	const folder = await mkdtemp(join(tmpdir(), 'concentric-faults-'));
	const data = join(folder, 'postgres');
	const port = String(20_000 + (process.pid % 20_000));
	let app: { url: string; server: ChildProcess };
	const start = async () => void (app = await startServer({ DATA_FOLDER: folder, DEMO: 'off', PORT: port }));
	await start();
	const past = async <T>(at: (ownerUrl: string) => Promise<T>): Promise<T> => {
		const server = await startEmbeddedPostgres({ folder: data, revive: false });
		return at(server.url).finally(() => server.stop());
	};
	const look: Installation['look'] = (at) =>
		past(async (ownerUrl) => {
			const owner = connect(ownerUrl, 2);
			return at(openDatabase(owner)).finally(() => owner.end());
		});
	const assembly = await look((db) => seedSmallAssembly(db, 'yunxi'));
	await past(letSignIn);
	return {
		url: () => app.url,
		assembly,
		look,
		kill: (victim) => void process.kill(victim === 'app' ? pidOf(app.server) : postmasterOf(data), 'SIGKILL'),
		start,
		async close() {
			const ended = new Promise((resolve) => app.server.once('exit', resolve));
			app.server.kill('SIGTERM');
			await ended;
			await rm(folder, { recursive: true, force: true });
		},
	};
}
