import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What `postmaster.pid` tells about the server of a data folder. */
export interface Postmaster {
	pid: number;
	port: number;
	/** Empty while it starts: the file is written in several steps. */
	socketFolder: string;
	ready: boolean;
}

/**
 * The living server of `folder`, or undefined. A file left by a killed server is no obstacle, PostgreSQL clears it;
 * but it takes any living process with that number for a server, so a file whose number has gone to someone else
 * is removed here.
 */
export function findPostmaster(folder: string): Postmaster | undefined {
	const file = join(folder, 'postmaster.pid');
	const lines = linesOf(file);
	const pid = Number(lines?.[0]);
	if (!lines || !pid || !isAlive(pid)) return undefined;
	if (!worksIn(pid, folder)) {
		if (linesOf(file)?.join() === lines.join() && isAlive(pid)) rmSync(file, { force: true });
		return undefined;
	}
	return { pid, port: Number(lines[3]), socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

function linesOf(file: string): string[] | undefined {
	try {
		return readFileSync(file, 'utf8').split('\n');
	} catch {
		return undefined;
	}
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !/^\d+ \(.*\) Z/.test(linesOf(`/proc/${pid}/stat`)?.[0] ?? '');
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** A server stays in its data folder for life, which shows it even after the folder was moved. */
function worksIn(pid: number, folder: string): boolean {
	try {
		const [theirs, ours] = [statSync(`/proc/${pid}/cwd`), statSync(folder)];
		return theirs.ino === ours.ino && theirs.dev === ours.dev && /postgres/.test(readlinkSync(`/proc/${pid}/exe`));
	} catch {
		const command = commandOf(pid);
		return command.includes('postgres') && command.includes(folder);
	}
}

function commandOf(pid: number): string {
	if (process.platform === 'linux') return linesOf(`/proc/${pid}/cmdline`)?.join('\n') ?? '';
	try {
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
	} catch {
		return '';
	}
}
