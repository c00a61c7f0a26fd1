import { fail, redirect } from '@sveltejs/kit';
import { enterCode } from '#web/sign-in/enter.ts';
import { t } from '#words';
import { backOf, letIn, refusedEntry, visitOf } from '../../visit.ts';
import type { Actions, PageServerLoad } from './$types';

const signInAgain = (slug: string, back = '') => `/${slug}/sign-in?back=${encodeURIComponent(back)}`;

export const load: PageServerLoad = (event) => {
	const { ctx, session } = event.locals;
	if (session?.standing !== 'needs_code') redirect(303, signInAgain(ctx.committee.slug, backOf(event)));
	return { issuer: ctx.committee.short_name };
};

export const actions: Actions = {
	default: async (event) => {
		const { ctx, session } = event.locals;
		if (session?.standing !== 'needs_code') redirect(303, signInAgain(ctx.committee.slug, backOf(event)));
		const form = await event.request.formData();
		const entry = await enterCode(visitOf(event), session, String(form.get('code') ?? '').slice(0, 60));
		if (entry.kind === 'entered') redirect(303, letIn(event, entry));
		const { status, seconds } = refusedEntry(event, entry);
		const refused =
			entry.kind === 'wrong'
				? t('sign_in.wrong_code')
				: seconds
					? t('sign_in.wait', { n: seconds })
					: t('sign_in.failed');
		return fail(status, { refused });
	},
};
