import { readNotices } from '#web/notices.ts';
import { noticeActions } from '../../../notice-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, parent }) => {
	await parent();
	return { notices: await readNotices(ctx) };
};

export const actions: Actions = noticeActions('desk');
