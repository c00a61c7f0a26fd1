import { plainDateIn } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import { listNotices } from '#server/notices/queries.ts';
import { noticeView } from '#server/notices/view.ts';

/** The reader's own notices, the newest first, each with the matter that it is about. */
export async function readNotices(ctx: Context, which: { unreadOnly?: boolean; limit?: number } = {}) {
	const rows = await listNotices(ctx.db, ctx, which);
	return rows.map((row) => {
		const { id, sentence, unread, at } = noticeView(ctx, row);
		return { id, sentence, unread, on: plainDateIn(ctx.committee.zone, at), matter: row.matter_id };
	});
}
