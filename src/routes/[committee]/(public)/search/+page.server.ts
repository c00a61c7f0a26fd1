import { everyone } from '#server/core/context.ts';
import { searchPageFor } from '#web/search/page.ts';
import type { PageServerLoad } from './$types';

/** The same for everybody, whoever asks: only what everybody may read. */
export const load: PageServerLoad = ({ locals: { ctx }, url }) =>
	searchPageFor({ ...ctx, actor: everyone }, url, {
		open: true,
		hrefOf: (id) => `/${ctx.committee.slug}/proposals/${id}`,
	});
