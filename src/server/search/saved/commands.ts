import type { Context } from '../../core/context.ts';
import { inTransaction, type Trx } from '../../core/database.ts';
import { findAnswer, keepAnswer } from '../../core/idempotency.ts';
import { isId, newId } from '../../core/id.ts';
import { understand } from '../../core/input.ts';
import { broken, notPermitted, unknown } from '../../core/refusal.ts';
import { within } from '../../core/transition.ts';
import { filterNames, savedInput } from '../input.ts';
import { understandQuery } from '../query.ts';
import { deleteSaved, listSaved, saveSearch } from './queries.ts';

const mostSaved = 50;

type Kept = { saved: string };

/** Sent again with the same key, it is the same act. */
const once = (
	ctx: Context,
	key: string | undefined,
	work: (trx: Trx, inner: Context) => Promise<Kept>,
): Promise<Kept> =>
	inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		const first = key ? await findAnswer<Kept>(trx, inner, key) : undefined;
		if (first) return first.saved ? first : keyUsedBefore();
		const kept = await work(trx, inner);
		if (key) await keepAnswer(trx, inner, key, kept);
		return kept;
	});
const keyUsedBefore = (): never => {
	throw broken('refusal.key_used_before', { field: 'key' });
};

/** Keeps a search under a name; a name that is taken gets the new search. */
export async function keepSearch(ctx: Context, input: unknown, key?: string): Promise<string> {
	const { person_id } = ctx.actor;
	if (!person_id) throw notPermitted('search.save');
	const { name, q, ...asked } = understand(savedInput, input);
	if (!understandQuery(q)) throw broken('search.no_word', { field: 'q' });
	const filters = Object.fromEntries(filterNames.flatMap((one) => (asked[one] ? [[one, asked[one]]] : [])));
	const { saved } = await once(ctx, key, async (trx, inner) => {
		const known = await listSaved(trx, inner);
		if (known.length >= mostSaved && !known.some((one) => one.name === name))
			throw broken('search.too_many_saved', { field: 'name', values: { max: mostSaved } });
		return {
			saved: await saveSearch(trx, inner, { id: newId(inner.now.getTime()), person_id, name, query: q, filters }),
		};
	});
	return saved;
}

/** Only one's own; what is not there any more is unknown. */
export async function forgetSearch(ctx: Context, id: string, key?: string): Promise<void> {
	if (!ctx.actor.person_id) throw notPermitted('search.save');
	await once(ctx, key, async (trx, inner) => {
		if (!isId(id) || !(await deleteSaved(trx, inner, id))) throw unknown('search');
		return { saved: id };
	});
}
