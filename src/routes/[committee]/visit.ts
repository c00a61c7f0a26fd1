import type { RequestEvent } from '@sveltejs/kit';
import { callerHeader } from '#web/allowance.ts';
import { homeOf } from '#web/desks.ts';
import { deviceCookie, deviceCookieDays } from '#web/sign-in/device.ts';
import type { Entry, Visit } from '#web/sign-in/enter.ts';
import { handOn } from '#web/session-cookies.ts';

type Event = Pick<RequestEvent, 'request' | 'locals' | 'url' | 'cookies' | 'setHeaders'>;

export const visitOf = (event: Event): Visit => ({
	committee: event.locals.ctx.committee,
	headers: event.request.headers,
	address: event.request.headers.get(callerHeader) ?? '',
	device: event.cookies.get(deviceCookie),
});

/** Where the reader wanted to go before he was asked to sign in: a page of this committee, or nothing. */
export function backOf({ url, locals }: Pick<Event, 'url' | 'locals'>): string | undefined {
	const back = url.searchParams.get('back') ?? '';
	return back.startsWith(`/${locals.ctx.committee.slug}/`) && !back.includes('\\') ? back : undefined;
}

/** Keeps what the browser is given and says where to go: to the second step where one is due, else to the work. */
export function letIn(event: Event, entry: Extract<Entry, { kind: 'entered' }>): string {
	handOn(event.cookies, entry.setCookies);
	event.cookies.set(deviceCookie, entry.device, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: deviceCookieDays * 24 * 3600,
	});
	const { ctx, session } = entry.reading;
	return stepOf(event, session?.standing) ?? backOf(event) ?? homeOf(ctx.actor, ctx.committee);
}

/** The step that a session still lacks. */
export function stepOf(event: Pick<Event, 'url' | 'locals'>, standing: string | undefined): string | undefined {
	const home = `/${event.locals.ctx.committee.slug}`;
	const back = backOf(event);
	const query = back ? `?back=${encodeURIComponent(back)}` : '';
	if (standing === 'needs_code') return `${home}/sign-in/code${query}`;
	return standing === 'needs_factor' ? `${home}/account/second-factor${query}` : undefined;
}

/** How an entry that was refused is answered: the status, and the key of its sentence. */
export function refusedEntry(
	{ setHeaders }: Pick<Event, 'setHeaders'>,
	entry: Exclude<Entry, { kind: 'entered' }>,
): { status: number; seconds?: number } {
	if (entry.kind === 'wrong') return { status: 422 };
	if (entry.kind === 'failed') return { status: 503 };
	setHeaders({ 'retry-after': String(entry.seconds) });
	return { status: 429, seconds: entry.seconds };
}
