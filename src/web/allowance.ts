import { config } from '#server/core/config.ts';
import type { Context } from '#server/core/context.ts';
import { Refusal } from '#server/core/refusal.ts';
import { buckets, type Allowance } from './rate.ts';
import { networkOf } from './sign-in/limits.ts';

/** Where the front door writes down who calls; what the caller himself says there is overwritten. */
export const callerHeader = 'x-caller-address';

/** Of each kind so many times what may be searched: while typing many are asked, and a comparison costs more than a search. */
const times = { search: 1, suggestions: 4, similarity: 0.5 };
export type Asked = keyof typeof times;
/** An office shares an address, an account belongs to one person who works with it. */
const timesSignedIn = 4;

const callers = buckets({ most: 50_000 });

function allowanceFor(asked: Asked, isSignedIn: boolean): Allowance {
	const perMinute = config.searchesAMinute() * times[asked] * (isSignedIn ? timesSignedIn : 1);
	return { burst: Math.max(1, perMinute), perMinute };
}

/** Refuses whoever asks too often, with the seconds to wait: by account, else by address. In the house itself nobody has one. */
export function demandLeave(ctx: Context, address: string | null | undefined, asked: Asked, now = Date.now()): void {
	if (!address || config.searchesAMinute() === 0) return;
	const { person_id } = ctx.actor;
	const who = person_id ?? networkOf(address);
	const seconds = callers.take(`${asked} ${who}`, allowanceFor(asked, person_id !== null), now);
	if (seconds) throw new Refusal('too_much', [{ code: 'search.too_fast', values: { seconds } }]);
}

/** How long to wait, where that is why it was refused. */
export const secondsToWait = (refusal: Refusal): number | undefined =>
	refusal.kind === 'too_much' ? Number(refusal.breaches[0]?.values?.seconds) || undefined : undefined;
