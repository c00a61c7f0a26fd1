import { ownSearch } from '#web/search/own.ts';
import { keepingActions, takeNumberIn } from '../../../searching.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	takeNumberIn(event.url);
	const home = `/${event.locals.ctx.committee.slug}`;
	return ownSearch(event, { hrefOf: (id) => `${home}/unit/proposals/${id}`, list: `${home}/proposals` });
};
export const actions: Actions = keepingActions;
