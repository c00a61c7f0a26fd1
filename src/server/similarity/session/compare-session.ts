import { setImmediate as breathe } from 'node:timers/promises';
import { system, type Context } from '../../core/context.ts';
import { inTransaction } from '../../core/database.ts';
import { within } from '../../core/transition.ts';
import { listReadableTexts } from '../../proposals/queries/texts.ts';
import { keyTerms } from '../../search/terms.ts';
import { likenessOf, prepare, type Prepared } from '../compare.ts';
import { alarming } from '../read.ts';
import { listCompared, listWaiting, saveCompared, type Compared, type FoundPair, type Waiting } from './queries.ts';

/** Two proposals that share fewer of their key words are not compared further. */
const leastShared = 4;
const atOnce = 25;

interface Ready {
	prepared: Prepared;
	terms: string[];
}

/** Texts made ready, each once in a run. */
function readying(ctx: Context) {
	const known = new Map<string, Ready>();
	return async (wanted: readonly string[]): Promise<Map<string, Ready>> => {
		const missing = wanted.filter((id) => !known.has(id));
		for (const { id, title, text } of await listReadableTexts(ctx.db, ctx, missing)) {
			if (!text) continue;
			const written = { title, ...text };
			known.set(id, { prepared: prepare(written), terms: keyTerms(written) });
			await breathe();
		}
		return known;
	};
}

/** For one proposal, those that share enough key words with it. */
function likely(terms: readonly string[], others: readonly Compared[]): string[] {
	const wanted = new Set(terms);
	return others.flatMap((other) =>
		other.terms.reduce((shared, term) => shared + Number(wanted.has(term)), 0) >= leastShared ? [other.id] : [],
	);
}

const inOrder = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a]);

async function compareSome(
	ctx: Context,
	some: readonly Waiting[],
	compared: Compared[],
	ready: ReturnType<typeof readying>,
): Promise<void> {
	const pairs: FoundPair[] = [];
	const done: { matter_id: string; made_of: string; terms: string[] }[] = [];
	await ready(some.map(({ id }) => id));
	for (const { id, made_of } of some) {
		const terms = (await ready([])).get(id)?.terms ?? [];
		const candidates = likely(terms, compared);
		const texts = await ready(candidates);
		const ours = texts.get(id);
		for (const other of candidates) {
			const theirs = texts.get(other);
			const likeness = ours && theirs ? likenessOf(ours.prepared, theirs.prepared) : undefined;
			const [first_id, second_id] = inOrder(id, other);
			if (likeness && likeness.score >= alarming)
				pairs.push({ first_id, second_id, score: likeness.score, terms: likeness.terms });
		}
		done.push({ matter_id: id, made_of, terms });
		compared.push({ id, terms });
		await breathe();
	}
	await inTransaction(ctx.db, (trx, now) => saveCompared(trx, within(ctx, trx, now), done, pairs));
}

/**
 * Compares what has not been compared of a session, piece by piece: others get their turn in between, and what is done
 * stays done. `until` ends it early, after a piece. Returns how many are left.
 */
export async function compareSession(asking: Context, session_id: string, until = Infinity): Promise<number> {
	const ctx: Context = { ...asking, actor: system };
	const [waiting, compared] = await Promise.all([
		listWaiting(ctx.db, ctx, session_id),
		listCompared(ctx.db, ctx, session_id),
	]);
	const ready = readying(ctx);
	for (let from = 0; from < waiting.length; from += atOnce) {
		if (performance.now() > until) return waiting.length - from;
		await compareSome(ctx, waiting.slice(from, from + atOnce), compared, ready);
	}
	return 0;
}
