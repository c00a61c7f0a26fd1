import { fail, redirect } from '@sveltejs/kit';
import { homeOf } from '#web/desks.ts';
import { house } from '#web/house.ts';
import { enter } from '#web/sign-in/enter.ts';
import { t } from '#words';
import { backOf, letIn, refusedEntry, stepOf, visitOf } from '../visit.ts';
import type { Actions, PageServerLoad } from './$types';

const demoPeople = async () => {
	const { demoPassword, listDemoSignIns } = await import('#demo/sign-ins.ts');
	return { password: demoPassword, people: await listDemoSignIns(house().db) };
};

export const load: PageServerLoad = async (event) => {
	const { ctx, session } = event.locals;
	const step = stepOf(event, session?.standing);
	if (step) redirect(303, step);
	if (ctx.actor.kind === 'person') redirect(303, backOf(event) ?? homeOf(ctx.actor, ctx.committee));
	return { demo: house().demo ? await demoPeople() : null };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const username = String(form.get('username') ?? '')
			.normalize('NFKC')
			.trim()
			.toLowerCase()
			.slice(0, 60);
		const entry = await enter(visitOf(event), username, String(form.get('password') ?? '')).catch((error: unknown) => {
			console.error(error);
			return { kind: 'failed' as const };
		});
		if (entry.kind === 'entered') redirect(303, letIn(event, entry));
		const { status, seconds } = refusedEntry(event, entry);
		const refused =
			entry.kind === 'wrong'
				? t('refusal.wrong_name_or_password')
				: seconds
					? t('sign_in.wait', { n: seconds })
					: t('refusal.try_again');
		return fail(status, { username, refused });
	},
};
