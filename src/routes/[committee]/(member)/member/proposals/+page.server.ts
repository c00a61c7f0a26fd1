import { readProposals } from '#server/proposals/read.ts';
import { proposalStates } from '#server/proposals/lifecycle.ts';
import { filterOf, pagerOf } from '#web/record/filters.ts';
import { ownRow } from '#web/member/rows.ts';
import { t } from '#words';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const { state, title, after } = filterOf(url.searchParams);
	const page = await readProposals(ctx, { state, title, after, own: true });
	return {
		filter: { state: state ?? '', title: title ?? '' },
		rows: page.rows.map((row) => ownRow(row, `/${ctx.committee.slug}/member`, ctx.actor.name)),
		pager: pagerOf(url, page),
		states: proposalStates.map((value) => ({ value, label: t(`proposal.state.${value}`) })),
	};
};
