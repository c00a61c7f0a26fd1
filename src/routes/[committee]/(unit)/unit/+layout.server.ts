import { error, redirect } from '@sveltejs/kit';
import { listDesk } from '#server/handling/queries/desk.ts';
import { turnAway } from '#web/guard.ts';
import { deskCounts } from '#web/unit/desk.ts';
import { t } from '#words';
import { postedBySignedOut } from '../../signed-out.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { ctx }, url, request, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const posted = postedBySignedOut(request);
	if (posted) return { posted, rows: [], counts: deskCounts([]), office: ctx.committee.name };
	const turned = turnAway(ctx, 'unit', url);
	if (turned === 'not_permitted') error(403, t('unit.not_yours'));
	if (turned) redirect(303, turned.to);
	const rows = await listDesk(ctx.db, ctx);
	const units = [
		...new Set(
			ctx.actor.mandates.filter((mandate) => mandate.body_kind === 'handling_unit').map((mandate) => mandate.body_name),
		),
	];
	return { posted: null, rows, counts: deskCounts(rows), office: units.join('、') };
};
