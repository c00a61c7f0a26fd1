import { listDesk } from '#server/matters/desk/queries.ts';
import { listUnitProgress } from '#server/matters/queries.ts';
import { directoryOf, named } from '#web/desk/directory.ts';
import { progressOf, stuckWith } from '#web/desk/progress.ts';
import { recordRow } from '#web/desk/rows.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url, parent }) => {
	await parent();
	const directory = await directoryOf(ctx);
	const session =
		directory.sessions.find((one) => one.id === url.searchParams.get('session_id')) ?? directory.sessions[0];
	const late = { view: 'all', urgency: 'over', session_id: session?.id, each: 200 } as const;
	const [units, rows] = session
		? await Promise.all([listUnitProgress(ctx.db, ctx, session.id), listDesk(ctx.db, ctx, late)])
		: [[], []];
	const desk = `/${ctx.committee.slug}/desk`;
	return {
		session,
		sessions: named(directory.sessions),
		...progressOf(units, desk),
		stuck: stuckWith(rows, ctx.today),
		rows: rows.map((row) => recordRow(row, desk)),
	};
};
