import { createHash } from 'node:crypto';
import { Refusal } from '../../../core/refusal.ts';
import { isOpinion } from '../../documents/notes.ts';
import { openPapers } from '../../documents/read.ts';
import type { Paper } from '../../documents/paper.ts';

/** A document to be read in; its bytes are fetched when they are needed, and again when they are kept. */
export interface Source {
	name: string;
	read(): Promise<Uint8Array>;
}

/** One file and what became of it. */
export interface Gathered {
	source: Source;
	sha256: Buffer;
	papers: Paper[];
	notes: string[];
	/** It was read in before, and is not read again. */
	isKnown?: true;
	/** Code and values of what it was refused with. */
	refused?: { code: string; values?: Record<string, string | number> };
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Reads one file. What cannot be read is refused by itself and holds up nothing else. */
export async function gather(source: Source, isKnown: (hash: Buffer) => Promise<boolean>): Promise<Gathered> {
	let sha256: Buffer = Buffer.alloc(32);
	try {
		const bytes = await source.read();
		sha256 = hashOf(bytes);
		if (await isKnown(sha256)) return { source, sha256, papers: [], notes: [], isKnown: true };
		const { papers: all, notes } = await openPapers(bytes);
		const papers = all.filter((paper) => !isOpinion(paper));
		const left = papers.length < all.length ? ['intake.co_unit_opinion'] : [];
		const [only, ...more] = papers;
		const named = only && !more.length && !only.number ? numberInName(source.name) : undefined;
		const read = named && only ? [{ ...only, number: named }] : papers;
		return { source, sha256, papers: read, notes: [...notes, ...left] };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const [breach] = error.breaches;
		const refused = { code: breach?.code ?? 'intake.damaged', ...(breach?.values && { values: breach.values }) };
		return { source, sha256, papers: [], notes: [], refused };
	}
}

/** 第128号 关于….docx, 128-关于….docx, 提案012.docx: where the paper itself names no number. */
export const numberInName = (name: string): string | undefined => {
	const base = name.replace(/^.*[/\\]/, '').normalize('NFKC');
	const [, said] =
		/第\s*(平?\d{1,4})\s*号/.exec(base) ??
		/^(?:提案)?\s*(平?\d{1,4})\s*(?:号|[-_.、 ]|(?=关于))/.exec(base) ??
		/^提案\s*(平?\d{1,4})\b/.exec(base) ??
		[];
	return said;
};
