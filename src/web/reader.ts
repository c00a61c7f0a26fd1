import { everyone, type Actor, type Committee, type Context } from '#server/core/context.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { findActorOfSession, findCommittee } from '#server/people/queries.ts';
import { isLocale, type Locale } from '#words';
import { house } from './house.ts';
import { isDue } from './sign-in.ts';

export interface Preferences {
	locale: Locale;
	theme: 'system' | 'light' | 'dark';
	size: 'normal' | 'elder';
}

/** How a reader wants pages to be: from cookies that hold nothing else. */
export function preferencesOf(cookie: (name: string) => string | undefined): Preferences {
	const locale = cookie('lang');
	const theme = cookie('theme');
	return {
		locale: isLocale(locale) ? locale : 'zh-CN',
		theme: theme === 'dark' || theme === 'light' ? theme : 'system',
		size: cookie('size') === 'elder' ? 'elder' : 'normal',
	};
}

const known = new Map<string, { committee: Committee | undefined; until: number }>();

/** Committees change a few times in a decade; each is looked up once a minute. */
export async function committeeNamed(slug: string): Promise<Committee | undefined> {
	const kept = known.get(slug);
	if (kept && kept.until > Date.now()) return kept.committee;
	const committee = await findCommittee(house().db, slug);
	if (known.size > 5_000) known.clear();
	known.set(slug, { committee, until: Date.now() + 60_000 });
	return committee;
}

const hasSession = (headers: Headers): boolean =>
	headers.has('authorization') || (headers.get('cookie') ?? '').includes('concentric.session_token');

/** Hands a renewed session's cookies to the browser. */
type Renew = (setCookies: string[]) => void;

/** Who asks, for the committee that the address names. A request without a session asks as the public and costs no statement. */
export async function contextFor(committee: Committee, headers: Headers, renew?: Renew): Promise<Context> {
	const now = new Date();
	const today = plainDateIn(committee.zone, now);
	const actor = hasSession(headers) ? await actorOf(committee, headers, { now, today }, renew) : everyone;
	return { db: house().db, committee, actor, now, today };
}

/** What integrators send: the token alone, in which the library has no signature to check. */
const bareToken = (headers: Headers): string | undefined =>
	/^bearer +([\w-]+)$/i.exec(headers.get('authorization') ?? '')?.[1];

/** Session, person and mandates are one statement, because the library would need two more for each page: it only checks the signature, and renews what is due. */
async function actorOf(
	committee: Committee,
	headers: Headers,
	{ now, today }: Pick<Context, 'now' | 'today'>,
	renew?: Renew,
): Promise<Actor> {
	const { db, signIn } = house();
	const token = bareToken(headers) ?? (await signIn.api.sessionToken({ headers }));
	const found = token ? await findActorOfSession(db, committee, token, today) : undefined;
	if (!found || !isDue(await signIn.$context, found.expires_at, now)) return found?.actor ?? everyone;
	const renewed = await signIn.api.getSession({ headers, returnHeaders: true });
	renew?.(renewed.headers.getSetCookie());
	return renewed.response ? found.actor : everyone;
}
