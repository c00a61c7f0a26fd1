import { redirect } from '@sveltejs/kit';
import { settingsOf } from '#server/core/settings.ts';
import { readDraft } from '#server/proposals/read.ts';
import { recordOf } from '#web/record/page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params }) => {
	const [view, settings] = await Promise.all([readDraft(ctx, params.id), settingsOf(ctx.db, ctx)]);
	if (!view.may.proposal.includes('revise')) redirect(303, `/${ctx.committee.slug}/member/proposals/${params.id}`);
	return { record: recordOf(view, settings, ctx.committee.zone, ctx.today), layout: 'wide' as const };
};
