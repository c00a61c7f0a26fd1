import { listDesk } from '#server/matters/desk/queries.ts';
import { listUnitProgress } from '#server/matters/queries.ts';
import { directoryOf, named } from '#web/desk/directory.ts';
import { progressOf, stuck } from '#web/desk/progress.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const directory = await directoryOf(ctx);
	const session = directory.sessions.find((one) => one.id === url.searchParams.get('session_id')) ?? directory.sessions[0];
	const [units, rows] = session ? await Promise.all([listUnitProgress(ctx.db, ctx, session.id), listDesk(ctx.db, ctx, { view: 'all', urgency: 'over', session_id: session.id, each: 200 })]) : [[], []];
	return { session, sessions: named(directory.sessions), ...progressOf(units, ctx.committee.slug), stuck: stuck(rows, ctx.committee.slug, ctx.today) };
};
