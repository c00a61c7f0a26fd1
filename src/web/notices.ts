import { plainDateIn } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import { isId } from '#server/core/id.ts';
import { listNotices, markRead } from '#server/notices/queries.ts';
import { noticeView } from '#server/notices/view.ts';

/** Where notices are read. */
export type NoticeDesk = 'member' | 'desk' | 'unit';

/** A notice of a file leads to one's files, which are the same at every desk. */
const exportsPage = 'exports';

/** The reader's own notices, the newest first, each with the matter that it is about. */
export async function readNotices(ctx: Context, which: { unreadOnly?: boolean; limit?: number } = {}) {
	const rows = await listNotices(ctx.db, ctx, which);
	return rows.map((row) => {
		const { id, sentence, unread, at } = noticeView(ctx, row);
		const matter = row.kind === 'export.ready' ? exportsPage : row.matter_id;
		return { id, sentence, unread, on: plainDateIn(ctx.committee.zone, at), matter };
	});
}

/** Opening a notice reads it and leads to its matter at this desk; looking at the list changes nothing. Returns where to go. */
export async function openNotice(ctx: Context, form: FormData, desk: NoticeDesk): Promise<string> {
	const [notice, matter] = [String(form.get('notice') ?? ''), String(form.get('matter') ?? '')];
	if (isId(notice)) await markRead(ctx, notice);
	if (matter === exportsPage) return `/${ctx.committee.slug}/exports`;
	const home = `/${ctx.committee.slug}/${desk}`;
	return isId(matter) ? `${home}/proposals/${matter}` : `${home}/notices`;
}
