import { settingsOf } from '#server/core/settings.ts';
import { readProposal } from '#server/proposals/read.ts';
import { act, formKey } from '#web/forms.ts';
import { recordOf } from '#web/record/page.ts';
import { unitParts } from '#web/unit/parts.ts';
import { keepIfSignedOut } from '../../../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
	const [view, settings] = await Promise.all([readProposal(ctx, params.id), settingsOf(ctx.db, ctx)]);
	return {
		record: recordOf(view, settings, ctx.committee.zone, ctx.today),
		parts: unitParts(view, ctx.actor, ctx.today),
		key: formKey(),
		done: url.searchParams.get('done'),
	};
};
export const actions: Actions = {
	act: async (event) => {
		await keepIfSignedOut(event);
		return act(event);
	},
};
