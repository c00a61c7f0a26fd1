import { redirect } from '@sveltejs/kit';
import { settingsOf } from '#server/core/settings.ts';
import { transition } from '#server/core/transition.ts';
import { readProposal } from '#server/proposals/read.ts';
import { act, answerForm, formInput, formKey } from '#web/forms.ts';
import { clocksOf, invitationOf, ownRating, refusalOf } from '#web/member/part.ts';
import { recordOf } from '#web/record/page.ts';
import { keepIfSignedOut } from '../../../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
	const [view, settings] = await Promise.all([readProposal(ctx, params.id), settingsOf(ctx.db, ctx)]);
	const rating = ownRating(view, ctx);
	return {
		layout: 'wide' as const,
		record: recordOf(view, settings, ctx.committee.zone, ctx.today),
		version: view.version,
		may: view.may.proposal,
		mergedInto: view.merged_into_id,
		invitation: invitationOf(view, ctx),
		rating,
		refusal: refusalOf(view, settings),
		clocks: clocksOf(view, rating?.id),
		key: formKey(),
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	act: async (event) => {
		await keepIfSignedOut(event);
		return act(event);
	},
	/** Who does not sign no longer reads the draft: he is led home instead of to a page that he may not see. */
	decline: async (event) => {
		await keepIfSignedOut(event);
		const { locals, request } = event;
		const form = await request.formData();
		const field = (name: string) => String(form.get(name) ?? '');
		const attempt = { version: Number(field('version')) || undefined, key: field('key') || undefined };
		const at = { machine: 'signature', id: field('id'), act: 'decline' };
		const answer = await answerForm(at, formInput(form), () =>
			transition(locals.ctx, 'signature', field('id'), 'decline', attempt),
		);
		if ('done' in answer) redirect(303, `/${locals.ctx.committee.slug}/member?done=signature.decline`);
		return answer;
	},
};
