import { ownSearch } from '#web/search/own.ts';
import { keepingActions, takeNumberIn } from '../../../searching.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	takeNumberIn(event.url);
	await event.parent();
	const desk = `/${event.locals.ctx.committee.slug}/desk`;
	return ownSearch(event, { hrefOf: (id) => `${desk}/proposals/${id}`, list: `${desk}/proposals` });
};
export const actions: Actions = keepingActions;
