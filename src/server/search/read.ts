import type { Context } from '../core/context.ts';
import { listReadable, listReadableTexts, type ReadableText } from '../proposals/queries/texts.ts';
import { fold } from './fold.ts';
import { filterNames, type SearchInput } from './input.ts';
import { anyOf, mostMissing, narrowed, tsqueryOf, understandQuery, type AskedWords } from './query.ts';
import { listMatches, listNumbered, type Hit, type SearchFilter } from './queries.ts';
import { foundView, type Found } from './view.ts';

/** Ranked among the newest thousand matches, and counted so far. */
export const mostMatches = 1000;
const onPage = 20;

export interface SearchPage {
	/** Whether anything was asked: mere punctuation is no query. */
	asked: boolean;
	/** Some of what was asked for may be missing: nothing holds all of it. */
	loosened: boolean;
	rows: Found[];
	/** Counted up to 1,000; 1,001 means more. */
	total: number;
	page: number;
	pages: number;
}

const nothing: SearchPage = { asked: false, loosened: false, rows: [], total: 0, page: 1, pages: 0 };

const filterOf = (input: SearchInput): SearchFilter =>
	Object.fromEntries(filterNames.flatMap((name) => (input[name] ? [[name, input[name]]] : [])));

/**
 * Newest blocks first, each step three times as many as all before: a word that stands in every second matter is answered
 * out of the first block, a rare one after a few steps out of all.
 */
async function matchesOf(ctx: Context, asked: AskedWords, filter: SearchFilter, missing: number): Promise<Hit[]> {
	const { session_id, unit_id, category, state, kind } = filter;
	const words = tsqueryOf(asked.wanted, missing);
	const ranking = anyOf(asked.wanted);
	const hits: Hit[] = [];
	for (let newer = 0, span = 1; hits.length <= mostMatches; newer += span, span = newer * 3) {
		const query = narrowed(words, { session_id, unit_id, category, state, kind });
		const limit = mostMatches + 1 - hits.length;
		const blocks = { newer, older: newer + span - 1 };
		const found = await listMatches(ctx.db, ctx, { query, blocks, ranking, folded: asked.folded, filter, limit });
		hits.push(...found.hits);
		if (found.last - blocks.older <= 0) break;
	}
	return hits;
}

const readableWords = (text: ReadableText): string =>
	[text.title, ...Object.values(text.text ?? {}), ...text.replies.map(({ body }) => body)].join('\n');

/** A phrase is found where it stands letter by letter in what the reader may read. */
async function withPhrases(ctx: Context, asked: AskedWords, hits: Hit[]): Promise<Hit[]> {
	if (!asked.phrases.length || !hits.length) return hits;
	const texts = await listReadableTexts(ctx.db, ctx, hits.map(({ id }) => id).slice(0, mostMatches));
	const holding = new Set(
		texts.flatMap((text) => {
			const folded = fold(readableWords(text));
			return asked.phrases.every((phrase) => folded.includes(phrase)) ? [text.id] : [];
		}),
	);
	return hits.filter(({ id }) => holding.has(id));
}

const byRank = (a: Hit, b: Hit) => b.rank - a.rank || b.place - a.place;
const byDate = (a: Hit, b: Hit) =>
	(b.submitted_at?.getTime() ?? Infinity) - (a.submitted_at?.getTime() ?? Infinity) || b.place - a.place;

async function findHits(ctx: Context, asked: AskedWords, input: SearchInput) {
	const filter = filterOf(input);
	const numbered = asked.number ? await listNumbered(ctx.db, ctx, asked.number, filter) : [];
	let matches: Hit[] = [];
	let missing = 0;
	const most = numbered.length || asked.phrases.length ? 0 : mostMissing(asked.wanted);
	if (asked.wanted.length)
		for (; missing <= most; missing++) {
			matches = await withPhrases(ctx, asked, await matchesOf(ctx, asked, filter, missing));
			if (matches.length) break;
		}
	const order = input.sort === 'date' ? byDate : byRank;
	const first = new Set(numbered.map(({ id }) => id));
	const hits = [...numbered, ...matches.filter(({ id }) => !first.has(id)).sort(order)];
	return { hits, loosened: missing > 0 && matches.length > 0 };
}

/** What this reader finds, of what he may read; marked in the texts of the view, never in those of the index. */
export async function readSearch(asking: Context, input: SearchInput): Promise<SearchPage> {
	const asked = understandQuery(input.q);
	if (!asked) return nothing;
	const { hits, loosened } = await findHits(asking, asked, input);
	const page = Math.min(input.page, Math.max(1, Math.ceil(Math.min(hits.length, mostMatches) / onPage)));
	const shown = hits.slice((page - 1) * onPage, page * onPage).map(({ id }) => id);
	const found = await listReadable(asking.db, asking, shown);
	return {
		asked: true,
		loosened,
		rows: found.map(({ row, readable }) => foundView(row, readable, asked)),
		total: hits.length,
		page,
		pages: Math.ceil(Math.min(hits.length, mostMatches) / onPage),
	};
}
