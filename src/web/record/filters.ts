import { isId } from '#server/core/id.ts';
import type { ProposalFilter } from '#server/proposals/queries/lists.ts';
import type { ProposalPage } from '#server/proposals/read.ts';

/** What a link or a form of filters asks for; an id that is none, and anything empty, is no filter. */
export function filterOf(params: URLSearchParams): ProposalFilter {
	const text = (name: string, max = 60) => params.get(name)?.trim().slice(0, max) || undefined;
	const id = (name: string) => ((value) => (value && isId(value) ? value : undefined))(text(name));
	return {
		session_id: id('session_id'),
		unit_id: id('unit_id'),
		sector_id: id('sector_id'),
		state: text('state'),
		category: text('category'),
		kind: text('kind'),
		result_class: text('result_class'),
		title: text('title'),
		after: text('after', 80),
	};
}

/** Links to the first and the next page with the same filters; counts above a thousand are said as "more than". */
export function pagerOf(url: URL, page: ProposalPage) {
	const link = (after: string | null) => {
		const params = new URLSearchParams(url.searchParams);
		params.delete('after');
		if (after) params.set('after', after);
		return `${url.pathname}?${params}`;
	};
	return {
		previous: url.searchParams.has('after') ? link(null) : null,
		next: page.next ? link(page.next) : null,
		total: Math.min(page.total, 1000),
		more: page.total > 1000,
	};
}
