import { deskOf, directoryOf, named } from '#web/desk/directory.ts';
import { shellOf, viewTabs } from '#web/desk/navigation.ts';
import { panelOf } from '#web/desk/panel.ts';
import { placeOf } from '#web/desk/place.ts';
import { groupCounts, workRow } from '#web/desk/rows.ts';
import { bulkStep } from '#web/desk/several.ts';
import { formKey } from '#web/forms.ts';
import { deskActions } from './actions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const place = placeOf(url.searchParams);
	const { counts, rows } = await deskOf(ctx, { ...place, each: place.urgency ? 500 : 20 });
	const [directory, panel] = await Promise.all([directoryOf(ctx), place.open ? panelOf(ctx, place.open) : undefined]);
	const shell = shellOf(ctx, counts);
	const bulk = bulkStep(ctx.actor);
	const shown = rows.map((row) => workRow(row, shell.home, place, bulk));
	return {
		desk: shell,
		counts,
		place,
		rows: shown,
		groups: groupCounts(rows),
		bulk: shown.some((row) => row.tick) ? bulk : null,
		views: viewTabs(ctx),
		panel,
		choices: {
			session_id: named(directory.sessions),
			holder_id: named([...directory.offices, ...directory.assigners, ...directory.units]),
			sector_id: named(directory.sectors),
		},
		key: formKey(),
		done: url.searchParams.get('done'),
	};
};
export const actions = deskActions;
