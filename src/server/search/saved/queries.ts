import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';

export interface SavedSearch {
	id: string;
	name: string;
	query: string;
	filters: Record<string, string>;
	saved_at: Date;
}

/** One's own, and nobody else's. */
export const listSaved = (db: Db, ctx: Context): Promise<SavedSearch[]> =>
	db
		.selectFrom('saved_search')
		.select(['id', 'name', 'query', 'filters', 'saved_at'])
		.where('committee_id', '=', ctx.committee.id)
		.where('person_id', '=', ctx.actor.person_id)
		.orderBy('saved_at', 'desc')
		.orderBy('id')
		.limit(100)
		.execute();

/** Under a name that is taken, the new one replaces the old. Returns its id. */
export async function saveSearch(
	trx: Trx,
	ctx: Context,
	{ person_id, ...saved }: Omit<SavedSearch, 'saved_at'> & { person_id: string },
): Promise<string> {
	const { query, filters } = saved;
	const row = await trx
		.insertInto('saved_search')
		.values({ committee_id: ctx.committee.id, person_id, ...saved, saved_at: ctx.now })
		.onConflict((on) =>
			on.columns(['committee_id', 'person_id', 'name']).doUpdateSet({ query, filters, saved_at: ctx.now }),
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

/** Answers whether there was one. */
export async function deleteSaved(trx: Trx, ctx: Context, id: string): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom('saved_search')
		.where('committee_id', '=', ctx.committee.id)
		.where('person_id', '=', ctx.actor.person_id)
		.where('id', '=', id)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
