import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Servant } from './servant.ts';

/** The longest address of a Unix socket is 103 bytes on some systems; `/.s.PGSQL.5432` is part of it. */
const longest = 100 - '/.s.PGSQL.5432'.length;

/**
 * A folder for the server's socket that only this user can enter. Its name follows from the data folder, so that an
 * address stays good over a restart; a folder of that name that someone else made is passed over.
 */
export async function makeSocketFolder(dataFolder: string, { owner }: Servant): Promise<string> {
	const name = `concentric-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 10)}`;
	const base = [tmpdir(), '/tmp'].find(
		(folder) => Buffer.byteLength(join(folder, name)) + 3 < longest && existsSync(folder),
	);
	if (!base) throw new Error('There is no temporary folder with a path short enough for the database socket.');
	for (let n = 0; n < 10; n++) {
		const folder = join(base, n ? `${name}-${n}` : name);
		if (await claim(folder, owner)) return folder;
	}
	throw new Error(`Others have taken every name for the database socket in ${base}.`);
}

async function claim(folder: string, owner: Servant['owner']): Promise<boolean> {
	await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
	const found = await lstat(folder);
	const ours = [process.getuid?.(), owner?.uid];
	if (!found.isDirectory() || !ours.includes(found.uid)) return false;
	await chmod(folder, 0o700);
	if (owner && found.uid !== owner.uid) await chown(folder, owner.uid, owner.gid);
	return true;
}
