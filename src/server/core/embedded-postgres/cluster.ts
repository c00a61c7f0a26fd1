import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, lchown, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Programs } from './programs.ts';
import { isAlive } from './postmaster.ts';
import { canServe, possibleServants, run, type Servant } from './servant.ts';

export const ownerRole = 'concentric_owner';

const isRoot = (): boolean => process.getuid?.() === 0;
const isMade = (folder: string): boolean => existsSync(join(folder, 'PG_VERSION'));

/** Finds who can serve the data folder, and fills the folder first when there is none. */
export async function prepareCluster(
	folder: string,
	programs: Programs,
	log: (line: string) => void,
): Promise<Servant> {
	const servant = await (isMade(folder) ? servantOfMade(folder, programs) : make(folder, programs, log)).catch(
		(cause) => {
			if (['EACCES', 'EPERM', 'EROFS'].includes(cause.code)) return undefined;
			throw cause;
		},
	);
	if (servant) return servant;
	throw new Error(
		`PostgreSQL cannot run here as an unprivileged user with its data in ${folder}: ` +
			'start as the user who owns that folder, or set DATABASE_URL to a PostgreSQL server of your own.',
	);
}

const servantOfMade = async (folder: string, programs: Programs): Promise<Servant | undefined> =>
	servantOf(folder, await possibleServants((await stat(folder)).uid, false), programs);

async function make(folder: string, programs: Programs, log: (line: string) => void): Promise<Servant | undefined> {
	const owner = await makeParent(dirname(folder));
	await removeLeftovers(folder);
	const draft = `${folder}.new-${process.pid}-${randomUUID()}`;
	await mkdir(draft, { mode: 0o700 });
	try {
		const servant = await servantOf(draft, await possibleServants(owner, true), programs);
		if (!servant) return undefined;
		log('Creating the database…');
		await fill(draft, programs, servant);
		await putInPlace(draft, folder);
		return servant;
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

/** What root makes in another user's folder belongs to that user. Returns whose folder it is. */
async function makeParent(parent: string): Promise<number> {
	let nearest = parent;
	while (!existsSync(nearest)) nearest = dirname(nearest);
	const { uid, gid } = await stat(nearest);
	// others may enter, not list: the server's user may be another than ours; the data folder itself is closed
	await mkdir(parent, { recursive: true, mode: 0o711 });
	for (let made = parent; made !== nearest && isRoot(); made = dirname(made)) await chown(made, uid, gid);
	return uid;
}

async function servantOf(folder: string, servants: Servant[], programs: Programs): Promise<Servant | undefined> {
	for (const servant of servants) {
		if (isRoot()) await give(folder, servant.owner ?? { uid: 0, gid: 0 });
		if (await canServe(servant, programs.initdb, folder)) return servant;
	}
	return undefined;
}

/** Costs nothing where the folder is theirs already; a folder that moved to another kind of machine is handed over whole. */
async function give(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
	if ((await stat(folder)).uid === uid) return;
	const inside = await readdir(folder, { recursive: true });
	for (const path of [...inside, '']) await lchown(join(folder, path), uid, gid);
}

/** Names sort by pinyin where the build knows languages; elsewhere by code point. Who can reach the socket is trusted. */
async function fill(folder: string, programs: Programs, servant: Servant): Promise<void> {
	const always = ['-D', folder, '-U', ownerRole, '-A', 'trust', '-E', 'UTF8', '-T', 'simple', '--no-instructions'];
	const locales = [
		['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=zh'],
		['--locale=C', '--locale-provider=icu', '--icu-locale=zh'],
		['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
	];
	let said = '';
	for (const locale of locales) {
		const answer = await run(servant, [programs.initdb, ...always, ...locale]);
		if (answer.ok) return;
		said = answer.said;
	}
	throw new Error(`The database could not be created in ${folder}:\n${said.trim()}`);
}

/** In one step: a folder is complete or absent, whenever the power fails; of two starters one wins and both go on. */
async function putInPlace(draft: string, folder: string): Promise<void> {
	await chmod(draft, 0o700);
	try {
		await rename(draft, folder);
	} catch (cause) {
		if (isMade(folder)) return;
		throw new Error(`${folder} is in the way: it holds no database, and is not an empty folder.`, { cause });
	}
	const parent = await open(dirname(folder));
	await parent.sync();
	await parent.close();
}

async function removeLeftovers(folder: string): Promise<void> {
	const prefix = `${basename(folder)}.new-`;
	const drafts = (await readdir(dirname(folder))).filter((name) => name.startsWith(prefix));
	const abandoned = drafts.filter((name) => !isAlive(Number.parseInt(name.slice(prefix.length))));
	await Promise.all(abandoned.map((name) => rm(join(dirname(folder), name), { recursive: true, force: true })));
}
