import { readFile, rename, writeFile } from 'node:fs/promises';
import { config } from '../core/config.ts';

/** The last block that this installation sealed, as it remembers it outside of the database. */
export interface Remembered {
	number: number;
	hash: string;
}
type Memory = Record<string, Remembered>;

/** Beside the key: a database that was set back to an earlier day is noticed, because the process still knows of later blocks. */
const file = () => `${config.ledgerKeyFile()}.last`;

export async function rememberedBlocks(): Promise<Memory> {
	const text = await readFile(file(), 'utf8').catch(() => '{}');
	try {
		return JSON.parse(text) as Memory;
	} catch {
		// written in one piece or not at all; what is no JSON was not written here
		return {};
	}
}

export async function remember(committee_id: string, { number, hash }: Remembered): Promise<void> {
	const memory = { ...(await rememberedBlocks()), [committee_id]: { number, hash } };
	const draft = `${file()}.${process.pid}`;
	await writeFile(draft, JSON.stringify(memory), { mode: 0o600 });
	await rename(draft, file());
}
