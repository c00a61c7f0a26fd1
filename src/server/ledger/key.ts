import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { config } from '../core/config.ts';

/** What signs the blocks. It is never in the database: who can write there cannot sign. */
export interface SealingKey {
	/** The public half, 32 bytes, hexadecimal. */
	name: string;
	sign(bytes: Uint8Array): Buffer;
}

function sealingKey(key: KeyObject): SealingKey {
	if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${config.ledgerKeyFile()} holds no Ed25519 key`);
	const { x } = createPublicKey(key).export({ format: 'jwk' });
	return { name: Buffer.from(x ?? '', 'base64url').toString('hex'), sign: (bytes) => sign(null, bytes, key) };
}

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const read = async (file: string) => sealingKey(createPrivateKey(await readFile(file, 'utf8')));
const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A new key in memory. */
export function newKey(): SealingKey & { pem: string } {
	const { privateKey } = generateKeyPairSync('ed25519');
	return { ...sealingKey(privateKey), pem: pemOf(privateKey) };
}

/** The installation's key: from a file, made on the first start and readable by its owner alone. */
export async function readKey(file = config.ledgerKeyFile()): Promise<SealingKey> {
	try {
		return await read(file);
	} catch (error) {
		if (!isMissing(error)) throw error;
		await mkdir(dirname(file), { recursive: true, mode: 0o700 });
		// of two that start at once the second reads what the first wrote
		await writeFile(file, newKey().pem, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
		return read(file);
	}
}

const nextFile = (file: string) => `${file}.next`;

/** The key that is to follow, kept beside the present one until the chains name it; what a broken-off change left is taken up again. */
export const keepNextKey = (file = config.ledgerKeyFile()): Promise<SealingKey> => readKey(nextFile(file));

/** An earlier key stays beside: a database that is set back to its days goes on with it. */
const earlierFile = (file: string, name: string) => `${file}.${name.slice(0, 16)}`;

export async function adoptNextKey(file = config.ledgerKeyFile()): Promise<void> {
	await copyFile(file, earlierFile(file, (await readKey(file)).name));
	await rename(nextFile(file), file);
}

/** The names of all keys that lie here. None is made by looking. */
export async function keysHere(file = config.ledgerKeyFile()): Promise<string[]> {
	const names = await readdir(dirname(file)).catch(() => []);
	const keys = names.filter((name) => name.startsWith(basename(file)) && !name.includes('.last'));
	const found = keys.map((name) => read(join(dirname(file), name)).catch(() => undefined));
	return (await Promise.all(found)).flatMap((key) => key?.name ?? []);
}

/** The key that the chain expects, if it lies here: the present one, one that a broken-off change has not put in its place, an earlier one. */
export async function keyNamed(name: string | undefined, file = config.ledgerKeyFile()): Promise<SealingKey> {
	const key = await readKey(file);
	if (!name || key.name === name) return key;
	for (const other of [nextFile(file), earlierFile(file, name)]) {
		const found = await read(other).catch(() => undefined);
		if (found?.name === name) return found;
	}
	throw new Error(
		`the ledger is signed with the key ${name.slice(0, 16)}…, but ${file} holds ${key.name.slice(0, 16)}…; nothing is sealed until the right file is there`,
	);
}
