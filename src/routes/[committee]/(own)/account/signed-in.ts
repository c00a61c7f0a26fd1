import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { ReaderSession } from '#web/reader.ts';
import { stepOf } from '../../visit.ts';

/** The session of whoever is wholly signed in; everybody else is led to the step that is missing. */
export function signedInAs(event: Pick<RequestEvent, 'locals' | 'url'>): ReaderSession {
	const { ctx, session } = event.locals;
	if (session?.standing === 'whole') return session;
	const here = `/${ctx.committee.slug}/sign-in?back=${encodeURIComponent(event.url.pathname)}`;
	redirect(303, stepOf(event, session?.standing) ?? here);
}
