import type { Context } from '#server/core/context.ts';
import { worksAt } from './desks.ts';

/** Where a reader without the right to a desk is sent: to sign in, or told that it is not his. */
export type Turned = { to: string } | 'not_permitted' | undefined;

export function turnAway(ctx: Context, desk: 'desk' | 'unit' | 'member', url: URL): Turned {
	if (ctx.actor.kind !== 'person')
		return { to: `/${ctx.committee.slug}/sign-in?back=${encodeURIComponent(url.pathname + url.search)}` };
	return worksAt(ctx.actor, desk) ? undefined : 'not_permitted';
}
