import { redirect } from '@sveltejs/kit';
import { forgetSearch, keepSearch } from '#server/search/saved/commands.ts';
import { answerForm, formInput, withDone } from '#web/forms.ts';
import { deskSearch } from '#web/search/desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx }, url }) => deskSearch(ctx, url);

export const actions: Actions = {
	keep: async ({ locals: { ctx }, request, url }) => {
		const form = await request.formData();
		const values = formInput(form);
		const key = String(form.get('key') ?? '') || undefined;
		const answer = await answerForm({ machine: 'search', id: '', act: 'keep' }, values, () =>
			keepSearch(ctx, values, key),
		);
		if ('done' in answer) redirect(303, withDone(url, 'kept'));
		return answer;
	},
	forget: async ({ locals: { ctx }, request, url }) => {
		const form = await request.formData();
		const id = String(form.get('saved') ?? '');
		const key = String(form.get('key') ?? '') || undefined;
		const answer = await answerForm({ machine: 'search', id, act: 'forget' }, {}, () => forgetSearch(ctx, id, key));
		if ('done' in answer) redirect(303, withDone(url, 'forgotten'));
		return answer;
	},
};
