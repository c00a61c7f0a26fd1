import { settingsOf } from '#server/core/settings.ts';
import { listBodies, listSessions } from '#server/people/queries.ts';
import { readProposals } from '#server/proposals/read.ts';
import { filterOf, pagerOf } from '#web/record/filters.ts';
import { catalogueWord } from '#web/record/record.ts';
import { publicRow } from '#web/record/rows.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const filter = filterOf(url.searchParams);
	const [page, settings, sessions, units] = await Promise.all([
		readProposals(ctx, { ...filter, openTo: 'public' }),
		settingsOf(ctx.db, ctx),
		listSessions(ctx.db, ctx),
		listBodies(ctx.db, ctx, 'handling_unit'),
	]);
	return {
		filter,
		rows: page.rows.map((row) => publicRow(row, ctx.committee.slug, settings)),
		pager: pagerOf(url, page),
		choices: {
			session_id: sessions.map(({ id, name }) => ({ value: id, label: name })),
			category: settings.categories.map(({ code }) => ({
				value: code,
				label: catalogueWord(settings.categories, code),
			})),
			unit_id: units.map(({ id, short_name }) => ({ value: id, label: short_name })),
			result_class: settings.result_classes.map(({ code }) => ({
				value: code,
				label: catalogueWord(settings.result_classes, code),
			})),
		},
	};
};
