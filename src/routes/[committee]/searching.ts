import { redirect, type RequestEvent } from '@sveltejs/kit';
import { forgetSearch, keepSearch } from '#server/search/saved/commands.ts';
import { answerForm, formInput, withDone } from '#web/forms.ts';
import { withNumber } from '#web/search/filters.ts';
import { received } from './signed-out.ts';

/** The first line of every page of search: a number from its own field goes into the query, where it is seen. */
export function takeNumberIn(url: URL): void {
	const numbered = withNumber(url);
	if (numbered) redirect(303, numbered);
}

/** The two forms of kept searches, for every page that has them. */
export const keepingActions = {
	keep: async (event: RequestEvent) => {
		const { ctx, url, form, key } = await received(event);
		const values = formInput(form);
		const answer = await answerForm({ machine: 'search', id: '', act: 'keep' }, values, () =>
			keepSearch(ctx, values, key),
		);
		if ('done' in answer) redirect(303, withDone(url, 'kept'));
		return answer;
	},
	forget: async (event: RequestEvent) => {
		const { ctx, url, form, key } = await received(event);
		const id = String(form.get('saved') ?? '');
		const answer = await answerForm({ machine: 'search', id, act: 'forget' }, {}, () => forgetSearch(ctx, id, key));
		if ('done' in answer) redirect(303, withDone(url, 'forgotten'));
		return answer;
	},
};
