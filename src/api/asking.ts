import { createMiddleware } from 'hono/factory';
import type { Actor, Context } from '#server/core/context.ts';
import { Refusal, unknown } from '#server/core/refusal.ts';
import { committeeNamed, readingFor } from '#web/reader.ts';
import { HttpRefusal, signInFirst } from './problem.ts';

/** Who asks, for the committee that the address names. */
export interface Asking {
	Variables: { ctx: Context };
}

export const changes = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/** The pages' cookie comes along by itself, so a foreign page could send it: what it may change must come from here. */
function isFromHere(request: Request): boolean {
	const site = request.headers.get('sec-fetch-site');
	if (site) return site === 'same-origin';
	const origin = request.headers.get('origin') ?? '';
	return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}

/** A token speaks for itself: beside it a cookie is not looked at. */
function credentialsOf(request: Request): Headers {
	const cookies = request.headers.get('cookie') ?? '';
	if (!request.headers.has('authorization')) {
		if (changes(request.method) && cookies.includes('session_token') && !isFromHere(request))
			throw new HttpRefusal(403, 'api.foreign_origin');
		return request.headers;
	}
	if (!cookies) return request.headers;
	const headers = new Headers(request.headers);
	headers.delete('cookie');
	return headers;
}

/** Committee, reader and time of a request. A token that is none is refused rather than read as the public. */
export const asking = createMiddleware<Asking>(async (c, next) => {
	const committee = await committeeNamed(c.req.param('committee') ?? '');
	if (!committee) throw unknown('committee');
	const headers = credentialsOf(c.req.raw);
	const { ctx, session } = await readingFor(committee, headers);
	const isHalfway = session?.standing === 'needs_code' || session?.standing === 'needs_factor';
	if (headers.has('authorization') && ctx.actor.kind === 'public')
		throw new Refusal('not_signed_in', [{ code: isHalfway ? 'api.second_factor_first' : 'api.token_not_valid' }]);
	c.set('ctx', ctx);
	c.header('cache-control', 'no-store');
	c.header('vary', 'accept-language, authorization, cookie');
	await next();
});

export function signedIn(actor: Actor): void {
	if (actor.kind !== 'person') throw signInFirst();
}
