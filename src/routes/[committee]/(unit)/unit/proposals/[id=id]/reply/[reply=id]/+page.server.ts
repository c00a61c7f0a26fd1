import { createHash } from 'node:crypto';
import { error, redirect } from '@sveltejs/kit';
import { settingsOf } from '#server/core/settings.ts';
import { transition } from '#server/core/transition.ts';
import { readProposal } from '#server/proposals/read.ts';
import { answerForm, formInput, formKey } from '#web/forms.ts';
import { catalogueWord } from '#web/record/record.ts';
import { t } from '#words';
import { keepIfSignedOut } from '../../../../../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, request }) => {
	const [view, settings] = await Promise.all([readProposal(ctx, params.id), settingsOf(ctx.db, ctx)]);
	const reply = view.replies.find((one) => one.id === params.reply);
	if (!reply) error(404, t('refusal.unknown_matter'));
	const may = view.may.parts[reply.id] ?? [];
	// What was sent to a reply that can no longer be written is still shown to its writer.
	if (!may.includes('revise') && request.method !== 'POST')
		redirect(303, `/${ctx.committee.slug}/unit/proposals/${view.id}`);
	const opinions = view.assignments
		.filter((one) => one.role === 'co' && one.opinion)
		.map((one) => ({ unit: one.unit, opinion: one.opinion ?? '' }));
	return {
		reply,
		editable: may.includes('revise'),
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

/** The same text from the same form is the same save; other words are another. */
const textKey = (input: unknown): string =>
	createHash('sha256').update(JSON.stringify(input)).digest('base64url').slice(0, 22);

/** Saves what was written first, so that a refused circulation loses nothing; then circulates where that was asked. */
export const actions: Actions = {
	default: async (event) => {
		await keepIfSignedOut(event);
		const {
			request,
			locals: { ctx },
			params,
			url,
		} = event;
		const form = await request.formData();
		const input = formInput(form);
		const version = Number(form.get('version')) || undefined;
		const key = String(form.get('key') ?? '') || undefined;
		const circulate = form.get('act') === 'circulate';
		const answer = await answerForm(
			{ machine: 'reply', id: params.reply, act: String(form.get('act')) },
			input,
			async () => {
				await transition(ctx, 'reply', params.reply, 'revise', {
					input,
					version,
					key: key && `${key}:${textKey(input)}`,
				});
				if (circulate) await transition(ctx, 'reply', params.reply, 'circulate', { key });
			},
		);
		if (!('done' in answer)) return answer;
		redirect(303, circulate ? `${url.pathname.split('/reply/')[0]}?done=reply.circulate` : `${url.pathname}?saved=1`);
	},
};
