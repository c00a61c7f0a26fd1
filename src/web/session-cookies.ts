import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import type { Cookies } from '@sveltejs/kit';

/** Hands the cookies that the sign-in library sets on to the browser, as the library wants them kept. */
export function handOn(cookies: Cookies, setCookies: readonly string[]): void {
	for (const line of setCookies)
		for (const [name, attributes] of parseSetCookieHeader(line)) {
			const { path = '/', secure = false, httpOnly = true, ...others } = toCookieOptions(attributes);
			cookies.set(name, attributes.value, { ...others, path, secure, httpOnly });
		}
}
