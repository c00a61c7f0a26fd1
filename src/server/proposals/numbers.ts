import type { Context } from '../core/context.ts';
import { findCurrentSession } from '../people/queries.ts';
import { countSession, type SessionNumbers } from './queries/lists.ts';

/** The current session's numbers with the session they are of; undefined where a committee has none yet. */
export async function readPublicNumbers(
	ctx: Context,
): Promise<{ session: { id: string; name: string }; counts: SessionNumbers } | undefined> {
	const session = await findCurrentSession(ctx.db, ctx);
	return session && { session, counts: await countSession(ctx.db, ctx, session.id) };
}
