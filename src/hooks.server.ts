import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { error } from '@sveltejs/kit';
import { bringsFiles, isTooLong, letGo } from '#web/form-length.ts';
import { committeeNamed, preferencesOf, readingFor } from '#web/reader.ts';
import { asRefusal, isPassing, refusedFields, statusOf } from '#web/refusal.ts';
import { deviceCookie } from '#web/sign-in/device.ts';
import { turnedAway } from '#web/sign-in/door.ts';
import { speaking, t } from '#words';

/** The same page, told to browsers and crawlers as what it is: come again later. */
function tooMuch(response: Response, seconds: number): Response {
	const headers = new Headers(response.headers);
	headers.set('retry-after', String(seconds));
	headers.set('cache-control', 'no-store');
	return new Response(response.body, { status: 429, headers });
}

/** Names of forms come from outside: over `default`, and over what every object has, the framework would fail. */
const namesNoForm = ({ searchParams }: URL): boolean =>
	[...searchParams.keys()].some((name) => name === '/default' || (name.startsWith('/') && name.slice(1) in {}));

export const handle: Handle = ({ event, resolve }) => {
	const preferences = preferencesOf((name) => event.cookies.get(name));
	event.locals.preferences = preferences;
	return speaking(preferences.locale, async () => {
		const path = event.url.pathname;
		if (isTooLong(event.request.headers, path)) {
			letGo(event.request.body);
			error(413, t(bringsFiles(path) ? 'intake.too_long' : 'refusal.too_large'));
		}
		if (namesNoForm(event.url)) error(404, t('refusal.unknown_page'));
		if (event.params.committee) {
			const committee = await committeeNamed(event.params.committee);
			if (!committee) error(404, t('refusal.unknown_committee'));
			const { request, cookies, route } = event;
			const isSigningIn = request.method === 'POST' && route.id === '/[committee]/sign-in';
			const turned = isSigningIn ? await turnedAway(request, cookies.get(deviceCookie)) : undefined;
			if (turned) return turned;
			const { ctx, session } = await readingFor(committee, event.request.headers);
			event.locals.ctx = ctx;
			event.locals.session = session;
		}
		const response = await resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%lang%', preferences.locale)
					.replace(' data-theme="%theme%"', preferences.theme === 'system' ? '' : ` data-theme="${preferences.theme}"`)
					.replace('%size%', preferences.size),
		});
		return event.locals.wait ? tooMuch(response, event.locals.wait) : response;
	});
};

/** What the framework refuses by itself, said in our words. */
const ofFramework = (status: number): string | undefined =>
	status === 404 ? t('refusal.unknown_page') : status === 413 ? t('refusal.too_large') : undefined;

export const handleError: HandleServerError = (caught) =>
	speaking(caught.event.locals.preferences?.locale ?? 'zh-CN', () => {
		if (caught.kind === 'framework') return { message: ofFramework(caught.error.status) ?? caught.error.message };
		if (caught.kind !== 'unknown') return undefined;
		const refusal = asRefusal(caught.error);
		if (refusal)
			return {
				status: statusOf(refusal),
				message: refusedFields(refusal)
					.map((field) => field.sentence)
					.join(' '),
			};
		if (isPassing(caught.error)) return { status: 503, message: t('refusal.try_again') };
		console.error(caught.error);
		return { status: 500, message: t('refusal.our_fault') };
	});
