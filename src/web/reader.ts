import { everyone, type Actor, type Committee, type Context } from '#server/core/context.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { settingFrom } from '#server/core/settings.ts';
import { findActorOfSession, findCommittee } from '#server/people/queries.ts';
import { endSession } from '#server/sign-in/queries.ts';
import { standingOf, type Standing } from '#server/sign-in/standing.ts';
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

/** A session and what it is worth in this committee now. */
export interface ReaderSession {
	token: string;
	user_id: string;
	standing: Standing;
	/** Whose it is, also where he may not yet do what he may. */
	person: Actor;
	has_factor: boolean;
}
export interface Reading {
	ctx: Context;
	session?: ReaderSession;
}

/** Who asks, for the committee that the address names. A request without a session asks as the public and costs no statement; so does one whose second factor is still to come. */
export async function readingFor(committee: Committee, headers: Headers): Promise<Reading> {
	const now = new Date();
	const today = plainDateIn(committee.zone, now);
	const session = hasSession(headers) ? await sessionOf(committee, headers, { now, today }) : undefined;
	const actor = session?.standing === 'whole' ? session.person : everyone;
	return { ctx: { db: house().db, committee, actor, now, today }, session };
}
export const contextFor = async (committee: Committee, headers: Headers): Promise<Context> =>
	(await readingFor(committee, headers)).ctx;

/** What integrators send: the token alone, in which the library has no signature to check. */
const bareToken = (headers: Headers): string | undefined =>
	/^bearer +([\w-]+)$/i.exec(headers.get('authorization') ?? '')?.[1];

/** Session, person, mandates and the committee's limits are one statement; the library only checks the signature. */
async function sessionOf(
	committee: Committee,
	headers: Headers,
	{ now, today }: Pick<Context, 'now' | 'today'>,
): Promise<ReaderSession | undefined> {
	const { db, signIn } = house();
	const token = bareToken(headers) ?? (await signIn.api.sessionToken({ headers }));
	const found = token ? await findActorOfSession(db, committee, token, { now, today }) : undefined;
	if (!token || !found) return undefined;
	const { actor, session } = found;
	const standing = standingOf(session, actor, settingFrom('sign_in', session.sign_in), now);
	if (standing === 'ended') await endSession(db, token);
	return { token, user_id: session.user_id, standing, person: actor, has_factor: session.has_factor };
}
