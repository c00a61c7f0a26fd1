import type { Context } from '../core/context.ts';
import { unknown } from '../core/refusal.ts';
import { isId } from '../core/id.ts';
import {
	listReadable,
	listReadableTexts,
	type ProposalRow,
	type ReadableProposal,
} from '../proposals/queries/texts.ts';
import { keyTerms, type Written } from '../search/terms.ts';
import { likenessOf, prepare, type Likeness, type Passage } from './compare.ts';
import { listCandidates } from './queries.ts';

/** From here on a hint is given; below, nothing is said. */
export const alarming = 0.36;
const looked = 40;
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

interface Compared extends Likeness, ReadableProposal {}

async function compare(ctx: Context, written: Written, not?: string): Promise<Compared[]> {
	const terms = keyTerms(written, askedTerms);
	if (terms.length < 2) return [];
	const candidates = await listCandidates(ctx.db, ctx, { terms, ...(not ? { not } : {}), limit: looked });
	const found = await listReadable(
		ctx.db,
		ctx,
		candidates.map(({ id }) => id),
	);
	const ours = prepare(written);
	return found
		.flatMap(({ row, readable }) => {
			const { title, text } = readable;
			return text ? [{ row, readable, ...likenessOf(ours, prepare({ title, ...text })) }] : [];
		})
		.sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? 1 : -1));
}

const similar = ({ row, readable, score, terms, passages }: Compared): Similar => ({
	row,
	score,
	alarm: score >= alarming,
	terms,
	passages: passages.slice(0, 12),
	reply: readable.replies.at(-1) ?? null,
	result_class: readable.result_class,
});

/** Up to five matters like this text, the likest first, each with its reasons. The machine hints, the person decides. */
export const readSimilar = async (ctx: Context, written: Written, not?: string): Promise<Similar[]> =>
	(await compare(ctx, written, not)).slice(0, shown).map(similar);

/** A matter as it is written, where the reader may read it in full. */
export async function writtenOf(ctx: Context, id: string): Promise<Written> {
	const [found] = isId(id) ? await listReadableTexts(ctx.db, ctx, [id]) : [];
	if (!found?.text) throw unknown('proposal');
	return { title: found.title, ...found.text };
}

/** Those like a matter that the reader may read in full. */
export const readSimilarTo = async (ctx: Context, id: string): Promise<Similar[]> =>
	readSimilar(ctx, await writtenOf(ctx, id), id);
