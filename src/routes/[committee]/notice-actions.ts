import { redirect, type RequestEvent } from '@sveltejs/kit';
import { markRead } from '#server/notices/queries.ts';
import { openNotice, type NoticeDesk } from '#web/notices.ts';
import { received } from './signed-out.ts';

type Event = Pick<RequestEvent, 'request' | 'locals' | 'url'>;

/** What can be done with one's notices, at whichever desk. */
export const noticeActions = (desk: NoticeDesk) => ({
	/** Opening a notice reads it: a button, because looking at a list must change nothing. */
	open: async (event: Event) => {
		const { ctx, form } = await received(event);
		redirect(303, await openNotice(ctx, form, desk));
	},
	read: async (event: Event) => {
		const { ctx, url } = await received(event);
		await markRead(ctx, 'all');
		redirect(303, url.pathname);
	},
});
