import { currentLocale, tOr } from '#words';
import type { Context } from '../core/context.ts';
import type { NoticeRow } from './queries.ts';

export interface NoticeView {
	id: string;
	kind: string;
	sentence: string;
	href: string | null;
	at: Date;
	unread: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** 6月3日, of a day without clock or zone. */
const dayIn = (day: string): string =>
	day &&
	new Intl.DateTimeFormat(currentLocale() === 'en' ? 'en-GB' : currentLocale(), {
		month: 'long',
		day: 'numeric',
		timeZone: 'UTC',
	}).format(new Date(`${day}T12:00:00Z`));

const valuesOf = ({ kind, content }: NoticeRow) => ({
	title: content.title,
	number: content.number ?? '',
	unit: text(content.unit),
	names: text(content.names),
	role: text(content.role),
	kind: kind.startsWith('reminder.')
		? tOr(`deadline.kind.${text(content.deadline)}`, text(content.deadline))
		: text(content.kind),
	days: typeof content.days === 'number' ? content.days : 0,
	due: dayIn(text(content.due)),
});

/** Where the reader goes from here: to the matter, or to the files that he had made. */
const hrefOf = (ctx: Context, { matter_id, kind }: NoticeRow): string | null => {
	if (kind === 'export.ready') return `/${ctx.committee.slug}/exports`;
	return matter_id && `/${ctx.committee.slug}/proposals/${matter_id}`;
};

/** A notice as its reader sees it, in the language in which he reads now. */
export const noticeView = (ctx: Context, row: NoticeRow): NoticeView => ({
	id: row.id,
	kind: row.kind,
	sentence: tOr(`notice.${row.kind}`, row.content.title, valuesOf(row)),
	href: hrefOf(ctx, row),
	at: row.at,
	unread: row.read_at === null,
});
