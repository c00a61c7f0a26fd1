import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { error } from '@sveltejs/kit';
import { committeeNamed, contextFor, preferencesOf } from '#web/reader.ts';
import { asRefusal, isPassing, refusedFields, statusOf } from '#web/refusal.ts';
import { handOn } from '#web/session-cookies.ts';
import { speaking, t } from '#words';

export const handle: Handle = ({ event, resolve }) => {
	const preferences = preferencesOf((name) => event.cookies.get(name));
	event.locals.preferences = preferences;
	return speaking(preferences.locale, async () => {
		if (event.params.committee) {
			const committee = await committeeNamed(event.params.committee);
			if (!committee) error(404, t('refusal.unknown_committee'));
			event.locals.ctx = await contextFor(committee, event.request.headers, (lines) => handOn(event.cookies, lines));
		}
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%lang%', preferences.locale)
					.replace(' data-theme="%theme%"', preferences.theme === 'system' ? '' : ` data-theme="${preferences.theme}"`)
					.replace('%size%', preferences.size),
		});
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
