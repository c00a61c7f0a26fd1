import { indexChanged } from '#server/search/jobs.ts';
import { noteAll } from '#server/search/queries.ts';
import { t } from '#words';
import type { Call } from './command.ts';

/** Everything of the committee is indexed anew: after a change of the word list, or where search and matters disagree. */
export async function rebuildSearch({ ctx, tell, say }: Call): Promise<number> {
	await noteAll(ctx.db, ctx);
	const n = await indexChanged(ctx, (done) => tell(t('search.rebuilding', { n: done }), true));
	say(t('search.rebuilt', { n }));
	return 0;
}
