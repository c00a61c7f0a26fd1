import { ownSearch } from '#web/search/own.ts';
import { keepingActions, takeNumberIn } from '../../../searching.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	takeNumberIn(event.url);
	const home = `/${event.locals.ctx.committee.slug}`;
	const page = await ownSearch(event, {
		hrefOf: (id) => `${home}/member/proposals/${id}`,
		list: `${home}/proposals`,
	});
	return { ...page, layout: 'wide' as const };
};
export const actions: Actions = keepingActions;
