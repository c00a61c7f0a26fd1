import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { start, type Servant } from './servant.ts';

/** For two cores. Acknowledged means stored: fsync and synchronous_commit are never traded for speed. */
const standard = {
	listen_addresses: '',
	unix_socket_permissions: '0700',
	fsync: 'on',
	synchronous_commit: 'on',
	shared_buffers: '256MB',
	max_connections: '60',
	max_wal_size: '2GB',
	random_page_cost: '1.1',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC',
	log_checkpoints: 'off',
	lc_messages: 'C',
};

export interface Launch {
	pid: number | undefined;
	/** Undefined while it runs. */
	ended(): { said: string; mayPass: boolean } | undefined;
}

interface Wish {
	folder: string;
	program: string;
	servant: Servant;
	socketFolder: string;
	port: number;
	settings: Record<string, string>;
}

/** Starts the server in a session of its own; it survives the death of this process and is adopted by the next. */
export async function launch({ folder, program, servant, socketFolder, port, settings }: Wish): Promise<Launch> {
	const logFile = join(folder, 'server.log');
	if (sizeOf(logFile) > 10_000_000) renameSync(logFile, `${logFile}.1`);
	const from = sizeOf(logFile);
	const log = openSync(logFile, 'a', 0o600);
	if (servant.owner) await chown(logFile, servant.owner.uid, servant.owner.gid);
	const all = {
		...standard,
		...settings,
		unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
		port: String(port),
	};
	const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const child = start(servant, [program, '-D', folder, ...options], { stdio: ['ignore', log, log] });
	closeSync(log);
	let end: ReturnType<Launch['ended']>;
	child.once('error', (error) => (end = { said: error.message, mayPass: false }));
	child.once('exit', () => (end = reasonIn(readFileSync(logFile).subarray(from).toString())));
	child.unref();
	return { pid: child.pid, ended: () => end };
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** A second starter came first, children of a killed server are about to leave, a stopping one took its folder along. */
const passing =
	/lock file .* already exists|pre-existing shared memory block|could not create lock file .* No such file/;

const reasonIn = (log: string): { said: string; mayPass: boolean } => ({
	said: log.trim().split('\n').slice(-8).join('\n'),
	mayPass: passing.test(log),
});
