import { redirect } from '@sveltejs/kit';
import { transition } from '#server/core/transition.ts';
import { readDraft } from '#server/proposals/read.ts';
import { answerForm, formInput, formKey } from '#web/forms.ts';
import { keepIfSignedOut } from '../../../../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

const pageOf = (slug: string, id: string) => `/${slug}/member/proposals/${id}`;

export const load: PageServerLoad = async ({ locals: { ctx }, params, request }) => {
	const view = await readDraft(ctx, params.id);
	if (!view.may.proposal.includes('withdraw') && request.method !== 'POST')
		redirect(303, pageOf(ctx.committee.slug, params.id));
	const written = ['draft', 'returned'].includes(view.state);
	return {
		title: view.title,
		version: view.version,
		key: formKey(),
		back: `${pageOf(ctx.committee.slug, params.id)}${written ? '/edit' : ''}`,
	};
};

export const actions: Actions = {
	withdraw: async (event) => {
		await keepIfSignedOut(event);
		const { locals, params, request } = event;
		const form = await request.formData();
		const values = formInput(form);
		const attempt = {
			input: values,
			version: Number(form.get('version')) || undefined,
			key: String(form.get('key') ?? '') || undefined,
		};
		const answer = await answerForm({ machine: 'proposal', id: params.id, act: 'withdraw' }, values, () =>
			transition(locals.ctx, 'proposal', params.id, 'withdraw', attempt),
		);
		if ('done' in answer) redirect(303, `${pageOf(locals.ctx.committee.slug, params.id)}?done=proposal.withdraw`);
		return answer;
	},
};
