import { listAwaited } from '#server/proposals/queries/awaited.ts';
import { readProposals } from '#server/proposals/read.ts';
import { errandItems } from '#web/member/errands.ts';
import { addressOf, belongingOf } from '#web/member/person.ts';
import { ownRow } from '#web/member/rows.ts';
import type { PageServerLoad } from './$types';

const shown = 8;

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const home = `/${ctx.committee.slug}/member`;
	const [awaited, mine] = await Promise.all([listAwaited(ctx.db, ctx), readProposals(ctx, { own: true, limit: shown })]);
	return {
		layout: 'columns' as const,
		name: addressOf(ctx.actor),
		belongs: belongingOf(ctx.actor),
		todo: errandItems(awaited, home, ctx.committee.zone),
		mine: mine.rows.map((row) => ownRow(row, home, ctx.actor.name)),
		done: url.searchParams.get('done'),
	};
};
