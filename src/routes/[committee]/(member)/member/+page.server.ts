import { listAwaited } from '#server/proposals/queries/awaited.ts';
import { listProposals } from '#server/proposals/queries/lists.ts';
import { proposalRow } from '#server/proposals/view.ts';
import { errandItems } from '#web/member/errands.ts';
import { addressOf, belongingOf } from '#web/member/person.ts';
import { readNotices } from '#web/notices.ts';
import { ownRow } from '#web/member/rows.ts';
import type { PageServerLoad } from './$types';

const shown = 6;

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const home = `/${ctx.committee.slug}/member`;
	const [awaited, mine, notices] = await Promise.all([
		listAwaited(ctx.db, ctx),
		listProposals(ctx.db, ctx, { own: true, limit: 30 }),
		readNotices(ctx, { unreadOnly: true, limit: 3 }),
	]);
	// Drafts and invitations stand under 等你办 already.
	const underWay = mine.filter((row) => row.state !== 'draft').slice(0, shown);
	return {
		layout: 'columns' as const,
		name: addressOf(ctx.actor),
		belongs: belongingOf(ctx.actor),
		todo: errandItems(awaited, home, ctx.committee.zone),
		mine: underWay.map((row) => ownRow(proposalRow(ctx.actor, row), home, ctx.actor.name)),
		hasAny: mine.length > 0,
		notices,
		done: url.searchParams.get('done'),
	};
};
