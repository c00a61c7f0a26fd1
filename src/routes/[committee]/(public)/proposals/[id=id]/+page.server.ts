import { settingsOf } from '#server/core/settings.ts';
import { everyone } from '#server/core/context.ts';
import { readProposal } from '#server/proposals/read.ts';
import { recordOf } from '#web/record/page.ts';
import type { PageServerLoad } from './$types';

/** The public record is the same for everybody: what a reader may do besides is done where he works. */
export const load: PageServerLoad = async ({ locals: { ctx }, params }) => {
	const asPublic = { ...ctx, actor: everyone };
	const [view, settings] = await Promise.all([readProposal(asPublic, params.id), settingsOf(ctx.db, ctx)]);
	return { record: recordOf(view, settings, ctx.committee.zone, ctx.today) };
};
