import { error, redirect } from '@sveltejs/kit';
import { settingsOf } from '#server/core/settings.ts';
import { transition } from '#server/core/transition.ts';
import { readProposal } from '#server/proposals/read.ts';
import { answerForm, formInput, formKey } from '#web/forms.ts';
import { catalogueWord } from '#web/record/record.ts';
import { t } from '#words';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params }) => {
	const [view, settings] = await Promise.all([readProposal(ctx, params.id), settingsOf(ctx.db, ctx)]);
	const reply = view.replies.find((one) => one.id === params.reply);
	if (!reply) error(404, t('refusal.unknown_matter'));
	const opinions = view.assignments
		.filter((one) => one.role === 'co' && one.opinion)
		.map((one) => ({ unit: one.unit, opinion: one.opinion ?? '' }));
	return {
		reply,
		may: view.may.parts[reply.id] ?? [],
		proposal: { id: view.id, title: view.title, suggestions: view.text?.suggestions ?? '' },
		opinions,
		contacts: view.contacts.length,
		classes: settings.result_classes.map((one) => ({
			value: one.code,
			label: `${one.code} ${catalogueWord(settings.result_classes, one.code)}`,
		})),
		max: settings.lengths.reply,
		key: formKey(),
	};
};

/** Saves what was written first, so that a refused circulation loses nothing; then circulates where that was asked. */
export const actions: Actions = {
	default: async ({ request, locals: { ctx }, params, url }) => {
		const form = await request.formData();
		const input = formInput(form);
		const version = Number(form.get('version')) || undefined;
		const circulate = form.get('act') === 'circulate';
		const answer = await answerForm(
			{ machine: 'reply', id: params.reply, act: String(form.get('act')) },
			input,
			async () => {
				await transition(ctx, 'reply', params.reply, 'revise', { input, version });
				if (circulate)
					await transition(ctx, 'reply', params.reply, 'circulate', {
						key: String(form.get('key') ?? '') || undefined,
					});
			},
		);
		if (!('done' in answer)) return answer;
		redirect(303, circulate ? `${url.pathname.split('/reply/')[0]}?done=reply.circulate` : `${url.pathname}?saved=1`);
	},
};
