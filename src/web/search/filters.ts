import type { Context } from '#server/core/context.ts';
import type { Settings } from '#server/core/settings.ts';
import { proposalStates } from '#server/proposals/lifecycle.ts';
import { filterNames, searchInput, type SearchInput } from '#server/search/input.ts';
import { longDay } from '#ui/text/days.ts';
import { directoryOf, named } from '#web/desk/directory.ts';
import { catalogueWord } from '#web/record/record.ts';
import { t } from '#words';

const kinds = ['individual', 'joint', 'party', 'organisation', 'special_committee', 'sector', 'group'] as const;
/** Before it is submitted, or where it was not admitted, a proposal is not among what everybody finds. */
const openStates = ['admitted', 'assigned', 'answered', 'rated', 'follow_up', 'closed'] as const;
const days = ['submitted_from', 'submitted_to'] as const;

/** What a link asks for; a part that is not understood is left out rather than refused. */
export function askedIn(params: URLSearchParams): SearchInput {
	const sent = Object.fromEntries([...params].map(([name, value]) => [name, value.slice(0, 400)]));
	for (;;) {
		const parsed = searchInput.safeParse(sent);
		if (parsed.success) return parsed.data;
		for (const issue of parsed.error.issues) delete sent[String(issue.path[0])];
	}
}

export const linkTo = (url: URL, changes: Record<string, string | null>): string => {
	const params = new URLSearchParams(
		[...url.searchParams].filter(([name, value]) => value && name !== 'done' && !name.startsWith('/')),
	);
	for (const [name, value] of Object.entries(changes))
		if (value === null) params.delete(name);
		else params.set(name, value);
	return `${url.pathname}?${params}`;
};

/** A case number that was written into its own field becomes part of the query, where it is seen and can be changed. */
export function withNumber(url: URL): string | undefined {
	const number = /^\s*第?\s*(平?\d{1,6})\s*[号件]?\s*$/u.exec((url.searchParams.get('number') ?? '').normalize('NFKC'));
	if (!url.searchParams.has('number')) return undefined;
	const q = [number ? `第${number[1]}号` : '', url.searchParams.get('q') ?? ''].filter(Boolean).join(' ');
	return linkTo(url, { number: null, q });
}

export async function choicesOf(ctx: Context, input: SearchInput, settings: Settings, open: boolean) {
	const { sessions, terms, units } = await directoryOf(ctx);
	const options = {
		term_id: named(terms),
		session_id: named(sessions),
		category: settings.categories.map(({ code }) => ({ value: code, label: catalogueWord(settings.categories, code) })),
		unit_id: named(units),
		state: (open ? openStates : proposalStates).map((state) => ({ value: state, label: t(`proposal.state.${state}`) })),
		kind: kinds.map((kind) => ({ value: kind, label: t(`proposal.kind.${kind}`) })),
	};
	return {
		selects: Object.entries(options).map(([name, list]) => ({
			name,
			label: t(`search.by_${name as keyof typeof options}`),
			options: list,
			value: input[name as keyof typeof options],
		})),
		days: days.map((name) => ({ name, label: t(`search.by_${name}`), value: input[name] })),
	};
}
export type Chosen = Awaited<ReturnType<typeof choicesOf>>;

/** The conditions that are set, each with the way to leave it out. */
export function activeIn(url: URL, input: SearchInput, { selects, days: dates }: Chosen) {
	const without = (name: string) => linkTo(url, { [name]: null, page: null });
	const chosen = selects.flatMap(({ name, label, options, value }) => {
		const option = options.find((one) => one.value === value);
		return option ? [{ label: t('search.condition', { label, value: option.label }), href: without(name) }] : [];
	});
	const between = dates.flatMap(({ name, label, value }) =>
		value ? [{ label: t('search.condition', { label, value: longDay(value) }), href: without(name) }] : [],
	);
	const set = [...chosen, ...between];
	const none = Object.fromEntries(filterNames.map((name) => [name, null]));
	return { set, all: set.length > 1 ? linkTo(url, { ...none, page: null }) : null };
}
