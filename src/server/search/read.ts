import type { Context } from '../core/context.ts';
import { listReadable, listReadableTexts, type ReadableText } from '../proposals/queries/texts.ts';
import { fold } from './fold.ts';
import { filterNames, type SearchInput } from './input.ts';
import { yearsAndMonths } from './times.ts';
import { inBlock } from './places.ts';
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

/** What is looked for loosely is looked for among so many of the newest: each of them costs more. */
const loosely = 65_536;
/** From here on what was found tells how much there is. */
const telling = 65_536;
/** Where so few are to be expected that all blocks may be asked at once. */
const isRare = (found: number, looked: number, all: number): boolean =>
	found > 0 && looked >= telling && (found / looked) * all < mostMatches / 2;

/**
 * Newest blocks first, each step four times as far as all before: a word that stands in every second matter is answered
 * out of the first block, a rare one after a few steps out of all.
 */
async function matchesOf(
	ctx: Context,
	asked: AskedWords,
	filter: SearchFilter,
	{ missing = 0, furthest = Infinity }: { missing?: number; furthest?: number } = {},
): Promise<Hit[]> {
	const { session_id, unit_id, category, state, kind, submitted_from, submitted_to } = filter;
	const times = yearsAndMonths(submitted_from, submitted_to, ctx.today);
	const query = narrowed(tsqueryOf(asked.wanted, missing), { session_id, unit_id, category, state, kind }, times);
	const search = { query, ranking: anyOf(asked.wanted), folded: asked.folded, filter };
	const hits: Hit[] = [];
	for (let from = 0, to = inBlock; hits.length <= mostMatches; from = to, to *= 4) {
		const limit = mostMatches + 1 - hits.length;
		const found = await listMatches(ctx.db, ctx, { ...search, stretch: { from, to }, limit });
		hits.push(...found.hits);
		if (found.all <= to || to >= furthest) break;
		if (isRare(hits.length, to, found.all))
			return (await listMatches(ctx.db, ctx, { ...search, limit: mostMatches + 1 })).hits;
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

const timeOf = ({ submitted_at }: Hit): number => submitted_at?.getTime() ?? Infinity;
const byDate = (a: Hit, b: Hit): number =>
	timeOf(a) === timeOf(b) ? (a.id < b.id ? 1 : -1) : timeOf(a) < timeOf(b) ? 1 : -1;
/** The best first, the newest of equals. */
export const byRank = (a: Hit, b: Hit): number => b.rank - a.rank || byDate(a, b);

async function findHits(ctx: Context, asked: AskedWords, input: SearchInput) {
	const filter = filterOf(input);
	const numbered = asked.number ? await listNumbered(ctx.db, ctx, asked.number, filter) : [];
	let matches: Hit[] = [];
	let missing = 0;
	const most = numbered.length || asked.phrases.length ? 0 : mostMissing(asked.wanted);
	if (asked.wanted.length)
		for (; missing <= most; missing++) {
			matches = await withPhrases(
				ctx,
				asked,
				await matchesOf(ctx, asked, filter, { missing, furthest: missing ? loosely : Infinity }),
			);
			if (matches.length) break;
		}
	if (!matches.length && asked.phrases.length)
		matches = await withPhrases(
			ctx,
			asked,
			await matchesOf(ctx, { ...asked, wanted: asked.cutOtherwise }, filter, { furthest: loosely }),
		);
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

/** All that is found, best first, as far as it is ranked: for taking it out as a list. */
export async function findAll(ctx: Context, input: SearchInput): Promise<string[]> {
	const asked = understandQuery(input.q);
	if (!asked) return [];
	const { hits } = await findHits(ctx, asked, input);
	return hits.slice(0, mostMatches).map(({ id }) => id);
}
