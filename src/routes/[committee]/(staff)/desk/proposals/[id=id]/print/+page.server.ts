import { settingsOf } from '#server/core/settings.ts';
import { readProposal } from '#server/proposals/read.ts';
import { slipOf } from '#web/desk/slip.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params }) => {
	const [view, settings] = await Promise.all([readProposal(ctx, params.id, 'printed'), settingsOf(ctx.db, ctx)]);
	return { slip: slipOf(view, settings, ctx.committee) };
};
