import { settingsOf } from '#server/core/settings.ts';
import { readProposals } from '#server/proposals/read.ts';
import { directoryOf, named } from '#web/desk/directory.ts';
import { filterOf, pagerOf } from '#web/record/filters.ts';
import { catalogueWord } from '#web/record/record.ts';
import { publicRow } from '#web/record/rows.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const filter = filterOf(url.searchParams);
	const [page, settings, directory] = await Promise.all([
		readProposals(ctx, { ...filter, openTo: 'public' }),
		settingsOf(ctx.db, ctx),
		directoryOf(ctx),
	]);
	return {
		filter,
		rows: page.rows.map((row) => publicRow(row, ctx.committee.slug, settings)),
		pager: pagerOf(url, page),
		choices: {
			session_id: named(directory.sessions),
			category: settings.categories.map(({ code }) => ({
				value: code,
				label: catalogueWord(settings.categories, code),
			})),
			unit_id: named(directory.units),
			result_class: settings.result_classes.map(({ code }) => ({
				value: code,
				label: catalogueWord(settings.result_classes, code),
			})),
		},
	};
};
