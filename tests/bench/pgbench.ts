import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchDatabase } from './database.ts';
import type { Sample } from './measure.ts';

const run = promisify(execFile);

/** A program of the host: on the path, or where Debian puts it. */
export function findProgram(name: string, ...elsewhere: string[]): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(':'), ...elsewhere];
	return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

const versions = '/usr/lib/postgresql';
const debian = () => (existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : []);
export const findPgbench = (): string | undefined =>
	findProgram('pgbench', ...debian().map((version) => join(versions, version, 'bin')));

export interface Reference {
	script: 'list' | 'transition';
	clients: number;
	seconds: number;
	/** Matters are drawn from the first so many. */
	proposals: number;
}

/** One of the fixed reference scripts, prepared, as its own program runs it. */
export async function pgbench(
	program: string,
	db: BenchDatabase,
	{ script, clients, seconds, proposals }: Reference,
): Promise<Sample> {
	const file = fileURLToPath(new URL(`reference/${script}.sql`, import.meta.url));
	const { host, port, user, database } = db.connection;
	const where = ['-h', host, '-p', String(port), '-U', user];
	const how = [
		'-n',
		'-M',
		'prepared',
		'-c',
		String(clients),
		'-j',
		'2',
		'-T',
		String(seconds),
		'-D',
		`proposals=${proposals}`,
		'-f',
		file,
	];
	const { stdout } = await run(program, [...where, ...how, database], { timeout: (seconds + 60) * 1000 });
	const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
	const count = Number(/transactions actually processed: (\d+)/.exec(stdout)?.[1]);
	const failed = Number(/failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
	if (!perSecond || failed) throw new Error(`pgbench said:\n${stdout}`);
	return { perSecond, count };
}
