import { everyone, type Actor, type Committee, type Context } from '#server/core/context.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { findActor, findCommittee } from '#server/people/queries.ts';
import { isLocale, type Locale } from '#words';
import { house } from './house.ts';

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

/** Who asks, for the committee that the address names. A request without a session asks as the public and costs no statement. */
export async function contextFor(committee: Committee, headers: Headers): Promise<Context> {
	const now = new Date();
	const today = plainDateIn(committee.zone, now);
	return { db: house().db, committee, actor: await actorOf(committee, headers, today), now, today };
}

async function actorOf(committee: Committee, headers: Headers, today: string): Promise<Actor> {
	if (!hasSession(headers)) return everyone;
	const session = await house().signIn.api.getSession({ headers });
	return (session && (await findActor(house().db, committee, session.user.id, today))) ?? everyone;
}
