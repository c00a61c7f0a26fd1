import { fail, redirect } from '@sveltejs/kit';
import { openLink, takeUpLink } from '#server/sign-in/commands.ts';
import { asRefusal, byField, statusOf } from '#web/refusal.ts';
import { begin } from '#web/sign-in/enter.ts';
import { hashing, QueueFull } from '#web/sign-in/hashing.ts';
import { t } from '#words';
import { letIn, refusedEntry, visitOf } from '../../visit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, setHeaders }) => {
	// the address is the key: nobody keeps it, and no other site is told of it (referrer-policy of all pages)
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const { state, name, username } = await openLink(ctx, params.token);
	return { state, name, username };
};

export const actions: Actions = {
	default: async (event) => {
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const wanted = { password: String(form.get('password') ?? ''), again: String(form.get('again') ?? '') };
		let to: string;
		try {
			const user_id = await hashing('new', () => takeUpLink(ctx, event.params.token, wanted));
			const entry = await begin(visitOf(event), user_id, { second_factor_at: null });
			if (entry.kind !== 'entered')
				return fail(refusedEntry(event, entry).status, { errors: {}, refused: t('sign_in.failed') });
			to = letIn(event, entry);
		} catch (error) {
			const refusal = asRefusal(error);
			if (refusal) return fail(statusOf(refusal), { errors: byField(refusal), refused: '' });
			if (error instanceof QueueFull) return fail(429, { errors: {}, refused: t('sign_in.wait', { n: 5 }) });
			throw error;
		}
		redirect(303, to);
	},
};
