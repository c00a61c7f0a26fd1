import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from './config.ts';

/** The installation's secret for signing cookies: from a file, made on the first start and readable by its owner alone. */
export async function installationSecret(): Promise<string> {
	const file = config.secretFile() ?? join(config.dataFolder(), 'secret');
	try {
		return (await readFile(file, 'utf8')).trim();
	} catch {
		await mkdir(config.dataFolder(), { recursive: true, mode: 0o700 });
		await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
		return (await readFile(file, 'utf8')).trim();
	}
}
