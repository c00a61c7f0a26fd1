import type { RequestEvent } from '@sveltejs/kit';
import type { Context } from '#server/core/context.ts';
import { settingsOf, type Settings } from '#server/core/settings.ts';
import type { SearchInput } from '#server/search/input.ts';
import { mostMatches, readSearch, type SearchPage } from '#server/search/read.ts';
import type { Found } from '#server/search/view.ts';
import { callerHeader, demandLeave, secondsToWait } from '#web/allowance.ts';
import { publicRow } from '#web/record/rows.ts';
import { asRefusal, refusedFields } from '#web/refusal.ts';
import { t } from '#words';
import { activeIn, askedIn, choicesOf, linkTo, type Chosen } from './filters.ts';
import { otherWays } from './other-ways.ts';

const pagerOf = (url: URL, { page, pages, total }: SearchPage) => ({
	previous: page > 1 ? linkTo(url, { page: String(page - 1) }) : null,
	next: page < pages ? linkTo(url, { page: String(page + 1) }) : null,
	total: Math.min(total, mostMatches),
	more: total > mostMatches,
});

function foundRow({ row, title, snippet }: Found, hrefOf: (id: string) => string, slug: string, settings: Settings) {
	const { number, meta, state, result } = publicRow(row, slug, settings);
	const from = snippet?.part === 'reply' ? t('search.in_reply', { unit: snippet.unit ?? '' }) : t('search.in_text');
	return {
		href: hrefOf(row.id),
		number,
		title,
		...(snippet ? { snippet: { from, pieces: snippet.pieces } } : {}),
		meta: [row.session, ...meta],
		state,
		result,
	};
}

export interface Place {
	/** Only what everybody may read: other words to choose from. */
	open: boolean;
	hrefOf: (id: string) => string;
	/** Whether there is a list that takes the same filters without words. */
	list?: string;
}

type Event = Pick<RequestEvent, 'request' | 'url' | 'locals'>;

/** Asked too often: the page says so, with the query still in its field, and the answer says when to come again. */
function waitingFor({ locals, request }: Event): string | undefined {
	try {
		demandLeave(locals.ctx, request.headers.get(callerHeader), 'search');
		return undefined;
	} catch (error) {
		const refusal = asRefusal(error);
		if (!refusal) throw error;
		locals.wait = secondsToWait(refusal);
		return refusedFields(refusal)[0]?.sentence;
	}
}

const nothing: SearchPage = { asked: false, loosened: false, rows: [], total: 0, page: 1, pages: 0 };

function formOf(ctx: Context, url: URL, input: SearchInput, chosen: Chosen) {
	return {
		action: url.pathname,
		query: input.q,
		sort: input.sort,
		suggestions: `/api/v1/committees/${ctx.committee.slug}/search/suggestions`,
		...chosen,
		active: activeIn(url, input, chosen),
	};
}

const listWith = (url: URL, list: string | undefined, input: SearchInput): string | null => {
	const { session_id, state, kind, category, unit_id } = input;
	const filters = Object.entries({ session_id, state, kind, category, unit_id }).filter(([, value]) => value);
	return list && !input.q && filters.length ? `${list}?${new URLSearchParams(filters as [string, string][])}` : null;
};

/** A page of search, for the public, a member and at a desk alike; `ctx` says as whom it is searched. */
export async function searchPageFor(event: Event, ctx: Context, { open, hrefOf, list }: Place) {
	const { url } = event;
	const input = askedIn(url.searchParams);
	const wait = input.q ? waitingFor(event) : undefined;
	const [found, settings] = await Promise.all([wait ? nothing : readSearch(ctx, input), settingsOf(ctx.db, ctx)]);
	const sorts = (['relevance', 'date'] as const).map((sort) => ({
		href: linkTo(url, { sort, page: null }),
		label: t(`search.sort_${sort}`),
		current: input.sort === sort,
	}));
	return {
		form: formOf(ctx, url, input, await choicesOf(ctx, input, settings, open)),
		results: {
			query: input.q,
			wait: wait ?? null,
			asked: found.asked,
			loosened: found.loosened,
			rows: found.rows.map((one) => foundRow(one, hrefOf, ctx.committee.slug, settings)),
			pager: pagerOf(url, found),
			sorts,
			ways: found.asked && !found.rows.length ? await otherWays(ctx, url, input) : [],
			listed: listWith(url, list, input),
		},
	};
}
