import { redirect } from '@sveltejs/kit';
import { isId } from '#server/core/id.ts';
import { markRead } from '#server/notices/queries.ts';
import { readNotices } from '#web/member/notices.ts';
import { keepIfSignedOut } from '../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => ({ notices: await readNotices(ctx) });

export const actions: Actions = {
	/** Opening a notice reads it: a button, because looking at a list must change nothing. */
	open: async (event) => {
		await keepIfSignedOut(event);
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const field = (name: string) => String(form.get(name) ?? '');
		if (isId(field('notice'))) await markRead(ctx, field('notice'));
		redirect(
			303,
			isId(field('matter')) ? `/${ctx.committee.slug}/member/proposals/${field('matter')}` : event.url.pathname,
		);
	},
	read: async (event) => {
		await keepIfSignedOut(event);
		await markRead(event.locals.ctx, 'all');
		redirect(303, event.url.pathname);
	},
};
