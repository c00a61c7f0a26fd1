import { readPublicNumbers } from '#server/proposals/numbers.ts';
import { listProposals } from '#server/proposals/queries/lists.ts';
import { proposalRow } from '#server/proposals/view.ts';
import { settingsOf } from '#server/core/settings.ts';
import { publicRow } from '#web/record/rows.ts';
import { homeNumbers, ringCounts } from '#web/record/numbers.ts';
import { t } from '#words';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => {
	const [numbers, latest, settings] = await Promise.all([
		readPublicNumbers(ctx),
		listProposals(ctx.db, ctx, { openTo: 'public', limit: 8 }),
		settingsOf(ctx.db, ctx),
	]);
	return {
		rings: ringCounts(numbers?.counts),
		numbers: homeNumbers(numbers?.counts),
		counted: t('public.counted_at', {
			session: numbers?.session.name ?? '',
			year: Number(ctx.today.slice(0, 4)),
			month: Number(ctx.today.slice(5, 7)),
			day: Number(ctx.today.slice(8)),
		}),
		latest: latest.map((row) => publicRow(proposalRow(ctx.actor, row), ctx.committee.slug, settings)),
	};
};
