import { plainDateIn } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import { isId, newId } from '#server/core/id.ts';
import {
	pairViews,
	readNearDuplicates,
	type Beside,
	type NearDuplicates,
	type NearGroup,
	type PairView,
} from '#server/similarity/pairs.ts';
import type { ProposalRow } from '#server/proposals/view.ts';
import { shortDay } from '#ui/text/days.ts';
import { directoryOf, named } from '#web/desk/directory.ts';
import { byLine } from '#web/record/record.ts';
import { t } from '#words';

/** Passages that are seen at once; the others are unfolded. */
const atOnce = 2;

export interface Asked {
	view: PairView;
	page: number;
	session_id: string | undefined;
}

/** What a link to the page asks for; what is not understood is left out. */
export function askedIn(params: URLSearchParams): Asked {
	const session = params.get('session_id') ?? '';
	const page = Number(params.get('page'));
	return {
		view: pairViews.find((one) => one === params.get('view')) ?? 'open',
		page: Number.isInteger(page) && page > 0 ? Math.min(page, 1000) : 1,
		session_id: isId(session) ? session : undefined,
	};
}

const hrefFor = (path: string, { view, page, session_id }: Asked): string =>
	`${path}?${new URLSearchParams({ ...(session_id ? { session_id } : {}), view, ...(page > 1 ? { page: String(page) } : {}) })}`;

const member = (row: ProposalRow, desk: string) => ({
	id: row.id,
	href: `${desk}/proposals/${row.id}`,
	title: row.title,
	state: row.state,
	note: [
		row.number_label ? t('search.number', { number: row.number_label }) : '',
		byLine(row.owner, row.body, row.signers),
	].filter(Boolean),
});

/** The form that examines it, with the other one named in it already; where the examination no longer allows it, nothing. */
function mergeHref(row: ProposalRow, main: ProposalRow, desk: string): string | null {
	const open = ['submitted', 'under_review'].includes(row.state) && ['under_review', 'admitted'].includes(main.state);
	if (!open) return null;
	const into = main.number_label ? `${t('staff.number', { number: main.number_label })} ${main.title}` : main.title;
	return `${desk}/proposals/${row.id}?${new URLSearchParams({ merge_into: into })}#panel`;
}

const percent = (score: number): number => Math.round(score * 100);

function beside({ row, score, terms, passages, unlike }: Beside, main: ProposalRow, desk: string, ctx: Context) {
	const pieces = passages.map(({ ours, theirs }) => ({ ours, theirs }));
	return {
		...member(row, desk),
		likeness: t('search.likeness_high', { percent: percent(score) }),
		terms: terms.slice(0, 6).join('、'),
		passages: pieces.slice(0, atOnce),
		more: pieces.slice(atOnce),
		merge: unlike ? null : mergeHref(row, main, desk),
		compare: `${desk}/proposals/${row.id}/similar`,
		unlike: unlike
			? t('search.unlike_since', {
					name: unlike.by,
					day: shortDay(plainDateIn(ctx.committee.zone, unlike.at), ctx.today),
				})
			: '',
	};
}

const groupOf = ({ main, others, more }: NearGroup, desk: string, ctx: Context) => ({
	id: `${main.id}-${others[0]?.row.id}`,
	main: member(main, desk),
	size: others.length + more + 1,
	others: others.map((one) => beside(one, main, desk, ctx)),
	more,
});

const pagerOf = (path: string, asked: Asked, { page, pages, total }: NearDuplicates) => ({
	previous: page > 1 ? hrefFor(path, { ...asked, page: page - 1 }) : null,
	next: page < pages ? hrefFor(path, { ...asked, page: page + 1 }) : null,
	total,
});

/** The examiner's page: what says the same in a session. Undefined where the committee has no session yet. */
export async function sessionPage(ctx: Context, url: URL) {
	const desk = `/${ctx.committee.slug}/desk`;
	const { sessions } = await directoryOf(ctx);
	const wanted = askedIn(url.searchParams);
	const session = sessions.find(({ id }) => id === wanted.session_id) ?? sessions[0];
	if (!session) return undefined;
	const asked = { ...wanted, session_id: session.id };
	const near = await readNearDuplicates(ctx, session.id, asked);
	return {
		session,
		sessions: named(sessions),
		view: asked.view,
		tabs: pairViews.map((view) => ({
			href: hrefFor(url.pathname, { ...asked, view, page: 1 }),
			label: t(`search.near_${view}`),
			count: near.counts[view],
			current: view === asked.view,
		})),
		groups: near.groups.map((group) => groupOf(group, desk, ctx)),
		progress: { ...near.progress, done: near.progress.all - near.progress.waiting },
		pager: pagerOf(url.pathname, asked, near),
		/** Where the forms lead back to. */
		here: hrefFor(url.pathname, { ...asked, page: near.page }),
		key: newId(),
		done: url.searchParams.get('done'),
	};
}
