import { redirect } from '@sveltejs/kit';
import { markRead } from '#server/notices/queries.ts';
import { readNotices } from '#web/member/notices.ts';
import { openNotice } from '#web/notices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, parent }) => {
	await parent();
	return { notices: await readNotices(ctx) };
};

export const actions: Actions = {
	open: async ({ request, locals: { ctx } }) => redirect(303, await openNotice(ctx, await request.formData(), 'unit')),
	read: async ({ locals: { ctx }, url }) => {
		await markRead(ctx, 'all');
		redirect(303, url.pathname);
	},
};
