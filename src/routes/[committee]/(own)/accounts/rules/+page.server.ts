import { fail, redirect } from '@sveltejs/kit';
import { maySetRules, readRules, ruleRanges, setRules } from '#server/sign-in/rules.ts';
import { formInput } from '#web/forms.ts';
import { asRefusal, byField, statusOf } from '#web/refusal.ts';
import { keepIfSignedOut } from '../../../signed-out.ts';
import { keeper } from '../keeper.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const ctx = keeper(event, maySetRules);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	return { rules: await readRules(ctx), ranges: ruleRanges, saved: event.url.searchParams.has('saved') };
};

export const actions: Actions = {
	default: async (event) => {
		await keepIfSignedOut(event);
		const input = formInput(await event.request.formData());
		try {
			await setRules(event.locals.ctx, input);
		} catch (caught) {
			const refusal = asRefusal(caught);
			if (!refusal) throw caught;
			return fail(statusOf(refusal), { errors: byField(refusal), values: input });
		}
		redirect(303, `${event.url.pathname}?saved`);
	},
};
