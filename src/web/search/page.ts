import type { Context } from '#server/core/context.ts';
import { settingsOf, type Settings } from '#server/core/settings.ts';
import { proposalStates } from '#server/proposals/lifecycle.ts';
import { filterNames, searchInput, type SearchInput } from '#server/search/input.ts';
import { mostMatches, readSearch, type SearchPage } from '#server/search/read.ts';
import type { Found } from '#server/search/view.ts';
import { directoryOf, named } from '#web/desk/directory.ts';
import { catalogueWord } from '#web/record/record.ts';
import { publicRow } from '#web/record/rows.ts';
import { t } from '#words';

const kinds = ['individual', 'joint', 'party', 'organisation', 'special_committee', 'sector', 'group'] as const;
/** Before it is submitted, or where it was not admitted, a proposal is not among what everybody finds. */
const openStates = ['admitted', 'assigned', 'answered', 'rated', 'follow_up', 'closed'] as const;

/** What a link asks for; a part that is not understood is left out rather than refused. */
export function askedIn(params: URLSearchParams): SearchInput {
	const sent = Object.fromEntries([...params].map(([name, value]) => [name, value.slice(0, 400)]));
	for (;;) {
		const parsed = searchInput.safeParse(sent);
		if (parsed.success) return parsed.data;
		for (const issue of parsed.error.issues) delete sent[String(issue.path[0])];
	}
}

const linkTo = (url: URL, changes: Record<string, string | null>): string => {
	const params = new URLSearchParams([...url.searchParams].filter(([, value]) => value));
	for (const [name, value] of Object.entries(changes))
		if (value === null) params.delete(name);
		else params.set(name, value);
	return `${url.pathname}?${params}`;
};

const pagerOf = (url: URL, { page, pages, total }: SearchPage) => ({
	previous: page > 1 ? linkTo(url, { page: String(page - 1) }) : null,
	next: page < pages ? linkTo(url, { page: String(page + 1) }) : null,
	total: Math.min(total, mostMatches),
	more: total > mostMatches,
});

function foundRow({ row, title, snippet }: Found, hrefOf: (id: string) => string, slug: string, settings: Settings) {
	const { number, meta, state, result } = publicRow(row, slug, settings);
	const from = snippet?.part === 'reply' ? t('search.in_reply', { unit: snippet.unit ?? '' }) : undefined;
	return {
		href: hrefOf(row.id),
		number,
		title,
		...(snippet ? { snippet: { ...(from ? { from } : {}), pieces: snippet.pieces } } : {}),
		meta: [row.session, ...meta],
		state,
		result,
	};
}

async function choicesOf(ctx: Context, input: SearchInput, settings: Settings, open: boolean) {
	const { sessions, units } = await directoryOf(ctx);
	const options = {
		session_id: named(sessions),
		category: settings.categories.map(({ code }) => ({ value: code, label: catalogueWord(settings.categories, code) })),
		unit_id: named(units),
		state: (open ? openStates : proposalStates).map((state) => ({ value: state, label: t(`proposal.state.${state}`) })),
		kind: kinds.map((kind) => ({ value: kind, label: t(`proposal.kind.${kind}`) })),
	};
	return Object.entries(options).map(([name, list]) => ({
		name,
		label: t(`search.by_${name as keyof typeof options}`),
		options: list,
		value: input[name as keyof typeof options],
	}));
}

interface Place {
	/** Only what everybody may read: other words to choose from. */
	open: boolean;
	hrefOf: (id: string) => string;
}

/** A page of search, for the public and at a desk alike; `ctx` says as whom. */
export async function searchPageFor(ctx: Context, url: URL, { open, hrefOf }: Place) {
	const input = askedIn(url.searchParams);
	const [found, settings] = await Promise.all([readSearch(ctx, input), settingsOf(ctx.db, ctx)]);
	const sorts = (['relevance', 'date'] as const).map((sort) => ({
		href: linkTo(url, { sort, page: null }),
		label: t(`search.sort_${sort}`),
		current: input.sort === sort,
	}));
	return {
		form: {
			action: url.pathname,
			query: input.q,
			suggestions: `/api/v1/committees/${ctx.committee.slug}/search/suggestions`,
			selects: await choicesOf(ctx, input, settings, open),
			days: (['submitted_from', 'submitted_to'] as const).map((name) => ({
				name,
				label: t(`search.by_${name}`),
				value: input[name],
			})),
			narrowed: filterNames.some((name) => input[name]),
		},
		results: {
			query: input.q,
			asked: found.asked,
			loosened: found.loosened,
			rows: found.rows.map((one) => foundRow(one, hrefOf, ctx.committee.slug, settings)),
			pager: pagerOf(url, found),
			sorts,
		},
	};
}
