import type { Context } from '../core/context.ts';
import { unknown } from '../core/refusal.ts';
import { isId } from '../core/id.ts';
import {
	listReadable,
	listReadableTexts,
	readableText,
	type ProposalRow,
	type ReadableProposal,
} from '../proposals/queries/texts.ts';
import { keyTerms, type Written } from '../search/terms.ts';
import { closenessTo } from './closeness.ts';
import { likenessOf, prepare, type Likeness, type Passage } from './compare.ts';
import { listCandidates } from './queries.ts';

/** From here on a hint is given; below, nothing is said. */
export const alarming = 0.36;
const looked = 40;
const compared = 12;
const shown = 5;
/** While writing, more words are asked for than each matter is filed under. */
const askedTerms = 24;

export interface Similar {
	row: ProposalRow;
	/** 0 to 1; from `alarming` on it is worth a hint. */
	score: number;
	alarm: boolean;
	/** Words that both share and few others do; passages that say the same, side by side. */
	terms: string[];
	passages: Passage[];
	/** What was answered then, where the reader may read it. */
	reply: { unit: string; body: string } | null;
	result_class: string | null;
}

interface Compared extends Likeness {
	id: string;
}

/** The likest first: all by their pairs of characters, which is quick; of those most alike, word by word and sentence by sentence. */
async function compare(ctx: Context, written: Written, not?: string): Promise<Compared[]> {
	const terms = keyTerms(written, askedTerms);
	if (terms.length < 2) return [];
	const candidates = await listCandidates(ctx.db, ctx, { terms, ...(not ? { not } : {}), limit: looked });
	const closeness = closenessTo(written);
	const ours = prepare(written);
	return candidates
		.flatMap((row) => {
			const text = readableText(ctx, row);
			const theirs = text && { title: row.title, ...text };
			return theirs ? [{ id: row.id, theirs, close: closeness(theirs) }] : [];
		})
		.sort((a, b) => b.close - a.close)
		.slice(0, compared)
		.map(({ id, theirs }) => ({ id, ...likenessOf(ours, prepare(theirs)) }))
		.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}

const similar = ({ score, terms, passages }: Compared, { row, readable }: ReadableProposal): Similar => ({
	row,
	score,
	alarm: score >= alarming,
	terms,
	passages: passages.slice(0, 12),
	reply: readable.replies.at(-1) ?? null,
	result_class: readable.result_class,
});

/** Up to five matters like this text, the likest first, each with its reasons. The machine hints, the person decides. */
export async function readSimilar(ctx: Context, written: Written, not?: string): Promise<Similar[]> {
	const likest = new Map((await compare(ctx, written, not)).slice(0, shown).map((one) => [one.id, one]));
	const found = await listReadable(ctx.db, ctx, [...likest.keys()]);
	return found.flatMap((one) => {
		const likeness = likest.get(one.row.id);
		return likeness ? [similar(likeness, one)] : [];
	});
}

/** A matter as it is written, where the reader may read it in full. */
export async function writtenOf(ctx: Context, id: string): Promise<Written> {
	const [found] = isId(id) ? await listReadableTexts(ctx.db, ctx, [id]) : [];
	if (!found?.text) throw unknown('proposal');
	return { title: found.title, ...found.text };
}

/** Those like a matter that the reader may read in full. */
export const readSimilarTo = async (ctx: Context, id: string): Promise<Similar[]> =>
	readSimilar(ctx, await writtenOf(ctx, id), id);
