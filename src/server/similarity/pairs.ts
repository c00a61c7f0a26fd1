import { setImmediate as breathe } from 'node:timers/promises';
import type { Context } from '../core/context.ts';
import { listReadable, listReadableTexts, type ProposalRow } from '../proposals/queries/texts.ts';
import { keyTerms } from '../search/terms.ts';
import { likenessOf, prepare, type Likeness, type Prepared } from './compare.ts';
import { listOfSession } from './queries.ts';
import { alarming } from './read.ts';

export interface Pair {
	score: number;
	rows: [ProposalRow, ProposalRow];
	terms: string[];
}

interface Filed {
	id: string;
	terms: string[];
	prepared: Prepared;
}
/** Two matters that share fewer of their key words are not compared further. */
const leastShared = 4;
const atOnce = 100;

/** The session's matters made ready; others get their turn in between, for this takes seconds. */
async function readFiled(ctx: Context, session_id: string): Promise<Filed[]> {
	const wanted = await listOfSession(ctx.db, ctx, session_id);
	const filed: Filed[] = [];
	for (let from = 0; from < wanted.length; from += atOnce)
		for (const { id, title, text } of await listReadableTexts(ctx.db, ctx, wanted.slice(from, from + atOnce))) {
			if (!text) continue;
			const written = { title, ...text };
			filed.push({ id, terms: keyTerms(written), prepared: prepare(written) });
			if (filed.length % 20 === 0) await breathe();
		}
	return filed;
}

/** For each of them, those before it that share enough key words. */
function* likely(filed: readonly Filed[]): Generator<[Filed, Filed]> {
	const holders = new Map<string, Filed[]>();
	for (const one of filed) {
		const shared = new Map<Filed, number>();
		for (const term of one.terms) {
			for (const other of holders.get(term) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
			holders.set(term, [...(holders.get(term) ?? []), one]);
		}
		for (const [other, n] of shared) if (n >= leastShared) yield [one, other];
	}
}

interface Found {
	ids: [string, string];
	likeness: Likeness;
}

/** Near-duplicates within a session, the likest pairs first; each pair once. */
export async function readPairs(ctx: Context, session_id: string, limit = 100): Promise<Pair[]> {
	const filed = await readFiled(ctx, session_id);
	const found: Found[] = [];
	let compared = 0;
	for (const [one, other] of likely(filed)) {
		const likeness = likenessOf(one.prepared, other.prepared);
		if (likeness.score >= alarming) found.push({ ids: [one.id, other.id], likeness });
		if (++compared % 50 === 0) await breathe();
	}
	return named(ctx, found.sort((a, b) => b.likeness.score - a.likeness.score).slice(0, limit));
}

async function named(ctx: Context, pairs: readonly Found[]): Promise<Pair[]> {
	const rows = await listReadable(ctx.db, ctx, [...new Set(pairs.flatMap(({ ids }) => ids))]);
	const byId = new Map(rows.map(({ row }) => [row.id, row]));
	return pairs.flatMap(({ ids, likeness }) => {
		const [a, b] = [byId.get(ids[0]), byId.get(ids[1])];
		return a && b ? [{ score: likeness.score, rows: [a, b] as [ProposalRow, ProposalRow], terms: likeness.terms }] : [];
	});
}
