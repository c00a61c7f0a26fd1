import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** The unprivileged identity under which PostgreSQL runs: it refuses to run as root. */
export interface Servant {
	/** Who must own the files it is to use, when that is not the starter itself. */
	owner?: { uid: number; gid: number };
	/** What is put before the program. */
	prefix: string[];
}

const locale = { LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/** Runs in a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it. */
export function start(servant: Servant, program: string[], options: SpawnOptions): ChildProcess {
	const [file = '', ...args] = [...servant.prefix, ...program];
	// with an owner but no prefix, Node itself changes the identity
	const identity = servant.prefix.length ? {} : servant.owner;
	const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', ...locale };
	return spawn(file, args, { ...options, ...identity, env, cwd: '/', detached: true });
}

export async function run(servant: Servant, program: string[]): Promise<{ ok: boolean; said: string }> {
	const child = start(servant, program, { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	child.stdout?.on('data', (part) => (said += part));
	child.stderr?.on('data', (part) => (said += part));
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({ ok: false, said: error.message }));
		child.once('close', (code) => resolve({ ok: code === 0, said }));
	});
}

/** The ways to an unprivileged identity that may work here, best first; `folderOwner` owns the data or its parent. */
export async function possibleServants(folderOwner: number, isNew: boolean): Promise<Servant[]> {
	const nobody = await identityOf('nobody');
	const inNamespace = { prefix: ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`] };
	// an identity without a name (a container started with a bare number) cannot run initdb, hence the namespace
	if (process.getuid?.() !== 0) return [{ prefix: [] }, inNamespace];
	const owner = folderOwner === 0 ? undefined : await identityOf(folderOwner);
	const asOwner = owner ? [changing(owner), keepingReach(owner)] : [];
	return owner && !isNew ? asOwner : [...asOwner, inNamespace, keepingReach(nobody), changing(nobody)];
}

const changing = (owner: { uid: number; gid: number }): Servant => ({ owner, prefix: [] });

/** Another user who may still enter folders that only root can read; a container forbids namespaces, but allows this. */
const keepingReach = (owner: { uid: number; gid: number }): Servant => ({
	owner,
	prefix: [
		'setpriv',
		`--reuid=${owner.uid}`,
		`--regid=${owner.gid}`,
		'--clear-groups',
		'--inh-caps=+dac_override',
		'--ambient-caps=+dac_override',
	],
});

async function identityOf(user: string | number): Promise<{ uid: number; gid: number }> {
	const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
	const found = lines.find(([name, , uid]) => name === user || uid === String(user));
	const fallback = typeof user === 'number' ? user : 65534;
	return { uid: Number(found?.[2] ?? fallback), gid: Number(found?.[3] ?? fallback) };
}

/** Whether the servant has a name, can run the program and can write to the folder. */
export async function canServe(servant: Servant, program: string, folder: string): Promise<boolean> {
	const question = 'id -un >/dev/null && test "$(id -u)" -ne 0 && test -w "$1" && exec "$2" --version';
	return (await run(servant, ['/bin/sh', '-c', question, 'sh', folder, program])).ok;
}
