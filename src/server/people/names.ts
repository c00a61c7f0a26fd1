import type { Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { listBodyNames } from './queries.ts';

type Names = ReadonlyMap<string, string>;

const kept = new Map<string, { names: Names; until: number }>();
const keptForMs = 2_000;

async function readNames(db: Db, ctx: Context): Promise<Names> {
	const names = new Map((await listBodyNames(db, ctx)).map((body) => [body.id, body.short_name]));
	kept.set(ctx.committee.id, { names, until: Date.now() + keptForMs });
	return names;
}

/**
 * The names of a committee's bodies, for lists: some hundred names that change a few times in a term would otherwise be
 * looked up in four joins for each row. Kept for two seconds at most, and read anew when one is wanted that is not there.
 */
export async function bodyNames(db: Db, ctx: Context, wanted: Iterable<string | null>): Promise<Names> {
	const known = kept.get(ctx.committee.id);
	if (!known || known.until < Date.now()) return readNames(db, ctx);
	for (const id of wanted) if (id !== null && !known.names.has(id)) return readNames(db, ctx);
	return known.names;
}
