import { proposalStates } from '#server/proposals/lifecycle.ts';
import { settingsOf } from '#server/core/settings.ts';
import { readProposals } from '#server/proposals/read.ts';
import { categoryOptions, classOptions } from '#web/desk/acts.ts';
import { directoryOf, named, unitOptions } from '#web/desk/directory.ts';
import { mayEnter } from '#web/desk/navigation.ts';
import { listRow } from '#web/desk/rows.ts';
import { filterOf, pagerOf } from '#web/record/filters.ts';
import { t } from '#words';
import type { PageServerLoad } from './$types';

const kinds = ['individual', 'joint', 'party', 'organisation', 'special_committee', 'sector', 'group'] as const;

export const load: PageServerLoad = async ({ locals: { ctx }, url, parent }) => {
	await parent();
	const filter = filterOf(url.searchParams);
	const title = filter.title ?? (url.searchParams.get('q')?.trim().slice(0, 60) || undefined);
	const [page, settings, directory] = await Promise.all([
		readProposals(ctx, { ...filter, title, limit: 40 }),
		settingsOf(ctx.db, ctx),
		directoryOf(ctx),
	]);
	const choices = { settings, directory };
	const desk = `/${ctx.committee.slug}/desk`;
	return {
		filter: { ...filter, title },
		rows: page.rows.map((row) => listRow(row, desk)),
		pager: pagerOf(url, page),
		mayEnter: mayEnter(ctx),
		choices: {
			session_id: named(directory.sessions),
			state: proposalStates.map((value) => ({ value, label: t(`proposal.state.${value}`) })),
			kind: kinds.map((value) => ({ value, label: t(`proposal.kind.${value}`) })),
			category: categoryOptions(choices),
			sector_id: named(directory.sectors),
			unit_id: unitOptions(directory),
			result_class: classOptions(choices),
		},
	};
};
