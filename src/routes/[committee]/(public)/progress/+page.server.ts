import { listUnitProgress } from '#server/matters/queries.ts';
import { findCurrentSession } from '#server/people/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx } }) => {
	const session = await findCurrentSession(ctx.db, ctx);
	const units = session ? await listUnitProgress(ctx.db, ctx, session.id) : [];
	const shown = units.filter((unit) => unit.assigned > 0);
	return {
		session: session?.name ?? '',
		units: shown.map((unit) => ({
			name: unit.unit,
			href: `/${ctx.committee.slug}/proposals?unit_id=${unit.unit_id}`,
			answered: unit.answered,
			handling: unit.assigned - unit.answered - unit.overdue,
			overdue: unit.overdue,
			soon: unit.soon,
		})),
		totals: {
			units: shown.length,
			assigned: shown.reduce((sum, unit) => sum + unit.assigned, 0),
			overdue: shown.reduce((sum, unit) => sum + unit.overdue, 0),
		},
	};
};
