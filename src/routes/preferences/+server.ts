import { redirect } from '@sveltejs/kit';
import { isLocale } from '#words';
import type { RequestHandler } from './$types';

const allowed: Record<string, (value: string) => boolean> = {
	lang: isLocale,
	theme: (value) => ['system', 'light', 'dark'].includes(value),
	size: (value) => ['normal', 'elder'].includes(value),
};

/** A link sets one preference and leads back: it works without script, and the cookie holds nothing else. */
export const GET: RequestHandler = ({ url, cookies }) => {
	for (const [name, fits] of Object.entries(allowed)) {
		const value = url.searchParams.get(name);
		if (value !== null && fits(value))
			cookies.set(name, value, {
				path: '/',
				maxAge: 365 * 86_400,
				httpOnly: true,
				sameSite: 'lax',
				secure: url.protocol === 'https:',
			});
	}
	const back = url.searchParams.get('back') ?? '/';
	redirect(303, /^\/(?![/\\])/.test(back) ? back : '/');
};
