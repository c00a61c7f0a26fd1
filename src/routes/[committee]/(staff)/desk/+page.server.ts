import { listDesk, type DeskRow } from '#server/matters/desk/queries.ts';
import { directoryOf, named } from '#web/desk/directory.ts';
import { viewTabs } from '#web/desk/navigation.ts';
import { panelOf } from '#web/desk/panel.ts';
import { placeOf } from '#web/desk/place.ts';
import { bulkStep, groupCounts, mayTick, workRow } from '#web/desk/rows.ts';
import { formKey } from '#web/forms.ts';
import { deskActions } from './actions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const place = placeOf(url.searchParams);
	const desk = `/${ctx.committee.slug}/desk`;
	const [rows, directory, panel] = await Promise.all([
		listDesk(ctx.db, ctx, { ...place, each: place.urgency ? 500 : 20 }),
		directoryOf(ctx),
		place.open ? panelOf(ctx, place.open) : undefined,
	]);
	const bulk = bulkStep(ctx.actor);
	const waits = (row: DeskRow) => bulk !== null && mayTick(bulk, row);
	return {
		place,
		rows: rows.map((row) => workRow(row, desk, place, waits(row))),
		groups: groupCounts(rows),
		bulk: rows.some(waits) ? bulk : null,
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
