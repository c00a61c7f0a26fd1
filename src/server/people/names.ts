import type { Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { keeping } from '../core/kept.ts';
import { listBodyNames } from './queries.ts';

type Names = ReadonlyMap<string, string>;

const kept = keeping<Names>({ forMs: 2_000, most: 1_000 });

/**
 * The names of a committee's bodies, for lists: some hundred names that change a few times in a term would otherwise be
 * looked up in four joins for each row. Kept for two seconds at most, and read anew when one is wanted that is not there.
 */
export async function bodyNames(db: Db, ctx: Context, wanted: Iterable<string | null>): Promise<Names> {
	const read = async () => new Map((await listBodyNames(db, ctx)).map((body) => [body.id, body.short_name]));
	const names = await kept.get(ctx.committee.id, read);
	for (const id of wanted) {
		if (id === null || names.has(id)) continue;
		kept.forget(ctx.committee.id);
		return kept.get(ctx.committee.id, read);
	}
	return names;
}
