import { redirect } from '@sveltejs/kit';
import { settingsOf } from '#server/core/settings.ts';
import { findWritersChoices } from '#server/people/queries.ts';
import { readDraft } from '#server/proposals/read.ts';
import { answerForm, formInput, formKey } from '#web/forms.ts';
import { writtenIn } from '#web/member/draft.ts';
import { draftPage } from '#web/member/draft-page.ts';
import { write } from '#web/member/write.ts';
import { similarHint } from '#web/similar/hint.ts';
import { keepIfSignedOut } from '../../../../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, url, request }) => {
	const [view, settings, choices] = await Promise.all([
		readDraft(ctx, params.id),
		settingsOf(ctx.db, ctx),
		findWritersChoices(ctx.db, ctx),
	]);
	const editable = view.may.proposal.includes('revise');
	// What was sent to a proposal that can no longer be written is still shown to its writer.
	if (!editable && request.method !== 'POST') redirect(303, `/${ctx.committee.slug}/member/proposals/${params.id}`);
	return {
		...draftPage(view, ctx, settings, choices),
		editable,
		similar: editable ? await similarHint(ctx, view) : [],
		key: formKey(),
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	write: async (event) => {
		await keepIfSignedOut(event);
		const { locals, params, request } = event;
		const form = await request.formData();
		const field = (name: string) => String(form.get(name) ?? '');
		const values = formInput(form);
		const pressed = {
			button: field('act'),
			version: Number(field('version')) || undefined,
			key: field('key'),
			signatures: Number(field('signatures')) || 0,
		};
		const at = { machine: 'proposal', id: params.id, act: pressed.button };
		const answer = await answerForm(at, values, () => write(locals.ctx, params.id, writtenIn(values), pressed));
		if ('done' in answer) redirect(303, `/${locals.ctx.committee.slug}/member/proposals/${answer.done}`);
		return answer;
	},
};
