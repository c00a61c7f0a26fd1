import { everyone } from '#server/core/context.ts';
import { searchPageFor } from '#web/search/page.ts';
import { takeNumberIn } from '../../searching.ts';
import type { PageServerLoad } from './$types';

/** The same for everybody, whoever asks: only what everybody may read. */
export const load: PageServerLoad = (event) => {
	takeNumberIn(event.url);
	const { ctx } = event.locals;
	const list = `/${ctx.committee.slug}/proposals`;
	return searchPageFor(event, { ...ctx, actor: everyone }, { open: true, hrefOf: (id) => `${list}/${id}`, list });
};
