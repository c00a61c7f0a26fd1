import { fail, redirect } from '@sveltejs/kit';
import { changePassword } from '#server/sign-in/commands.ts';
import { asRefusal, byField, statusOf } from '#web/refusal.ts';
import { begin } from '#web/sign-in/enter.ts';
import { hashing, QueueFull } from '#web/sign-in/hashing.ts';
import { attempts } from '#web/sign-in/limits.ts';
import { t } from '#words';
import { letIn, visitOf } from '../../../visit.ts';
import { signedInAs } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	signedInAs(event);
	event.setHeaders({ 'cache-control': 'private, no-store' });
};

const waiting = (n: number) => fail(429, { errors: {}, refused: t('sign_in.wait', { n }) });

export const actions: Actions = {
	default: async (event) => {
		const session = signedInAs(event);
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const field = (name: string) => String(form.get(name) ?? '');
		const wanted = { current: field('current'), password: field('password'), again: field('again') };
		// whoever found an open page may not guess the password here
		const one = { account: `change ${session.user_id}`, address: 'anywhere', device: session.user_id };
		const seconds = attempts.waitFor(one);
		if (seconds) return waiting(seconds);
		const undo = attempts.tried(one);
		try {
			await hashing('known', () => changePassword(ctx, session.user_id, wanted));
		} catch (error) {
			const refusal = asRefusal(error);
			if (!refusal?.breaches.some(({ code }) => code === 'sign_in.password_wrong')) undo();
			if (refusal) return fail(statusOf(refusal), { errors: byField(refusal), refused: '' });
			if (error instanceof QueueFull) return waiting(5);
			throw error;
		}
		attempts.succeeded(one);
		const second_factor_at = session.has_factor ? ctx.now : null;
		const entry = await begin(visitOf(event), session.user_id, { second_factor_at });
		if (entry.kind === 'entered') letIn(event, entry);
		redirect(303, `/${ctx.committee.slug}/account?done=password_changed`);
	},
};
