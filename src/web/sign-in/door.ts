import { t } from '#words';
import { callerHeader } from '../allowance.ts';
import { house } from '../house.ts';
import { deviceIn } from './device.ts';
import { door } from './limits.ts';

/**
 * Too many who are not known here: answered before anything is read, rendered or hashed, so that who is signed in keeps working.
 * A browser that has signed in before bears a signed cookie and passes.
 */
export async function turnedAway(request: Request, deviceCookie: string | undefined): Promise<Response | undefined> {
	const { secret } = await house().signIn.$context;
	if (deviceIn(secret, deviceCookie)) return undefined;
	const seconds = door(request.headers.get(callerHeader) ?? '');
	if (!seconds) return undefined;
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		'retry-after': String(seconds),
		'cache-control': 'no-store',
	};
	const again = new URL(request.url).pathname;
	const said = t('sign_in.wait', { n: seconds });
	const page = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${t('common.sign_in')}</title><main><h1>${said}</h1><p><a href="${encodeURI(again)}">${t('common.sign_in')}</a></main>`;
	return new Response(page, { status: 429, headers });
}
