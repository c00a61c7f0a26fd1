import type { Committee, Context } from '#server/core/context.ts';
import { insertNotices } from '#server/notices/queries.ts';
import { confirmFactor, offerOf, passesFactor, type Offer, type Sealing } from '#server/sign-in/factor/commands.ts';
import { endSession, findCredential, isDeviceOf, isKnownDevice, noteDevice } from '#server/sign-in/queries.ts';
import { callerHeader } from '../allowance.ts';
import { house } from '../house.ts';
import { readingFor, type Reading, type ReaderSession } from '../reader.ts';
import { deviceIn, deviceName, newDevice, type Device } from './device.ts';
import { hashing, QueueFull, type Lane } from './hashing.ts';
import { attempts, type Try } from './limits.ts';

/** A request as far as signing in looks at it. */
export interface Visit {
	committee: Committee;
	headers: Headers;
	address: string;
	/** What the device cookie says. */
	device: string | undefined;
}

/** Let in, with what the browser is to keep; or not, and why. */
export type Entry =
	| { kind: 'entered'; setCookies: string[]; device: string; reading: Reading }
	| { kind: 'wrong' }
	| { kind: 'wait'; seconds: number }
	| { kind: 'failed' };

/** With what the factors are sealed: the installation's own secret. */
export const sealing = async (): Promise<Sealing> => ({
	db: house().db,
	secret: (await house().signIn.$context).secret,
});

function headersOf({ headers, address }: Visit): Headers {
	const told = new Headers(headers);
	told.set(callerHeader, address);
	return told;
}

/** `name=value` of a cookie, without how it is to be kept. */
const pairOf = (line: string): string => line.split(';')[0] ?? '';

/** Tells the owner of a sign-in from a device that is new to this account, but not of the first. */
async function tellOfNewDevice(visit: Visit, { ctx, session }: Reading, device: Device): Promise<void> {
	if (!session?.person.person_id) return;
	const { is_new, others } = await noteDevice(ctx.db, session.user_id, device.hash, ctx.now);
	if (!is_new || !others) return;
	const content = {
		title: deviceName(visit.headers.get('user-agent') ?? '') || '?',
		number: visit.address,
	};
	const dedupe = `sign_in.new_device:${device.hash.toString('base64url')}`;
	await insertNotices(ctx.db, ctx, [
		{ person_id: session.person.person_id, matter_id: null, kind: 'sign_in.new_device', content, dedupe },
	]);
}

/** What follows whenever the library has begun a session: what is it worth, and is the device new. */
async function entered(visit: Visit, answer: Response): Promise<Entry> {
	const setCookies = answer.headers.getSetCookie();
	const reading = await readingFor(visit.committee, new Headers({ cookie: setCookies.map(pairOf).join('; ') }));
	if (!reading.session) return { kind: 'failed' };
	const { secret } = await sealing();
	const device = deviceIn(secret, visit.device) ?? newDevice(secret);
	if (reading.session.standing === 'whole') await tellOfNewDevice(visit, reading, device);
	return { kind: 'entered', setCookies, device: device.cookie, reading };
}

/** One try: counted before it is made, so that many at once are not more; one that could not be made is not counted. */
async function tried<T>(
	one: Try,
	work: () => Promise<T | undefined>,
): Promise<T | Exclude<Entry, { kind: 'entered' }>> {
	const seconds = attempts.waitFor(one);
	if (seconds) return { kind: 'wait', seconds };
	const undo = attempts.tried(one);
	try {
		const result = await work();
		if (result === undefined) return { kind: 'wrong' };
		attempts.succeeded(one);
		return result;
	} catch (error) {
		undo();
		if (error instanceof QueueFull) return { kind: 'wait', seconds: 5 };
		throw error;
	}
}

/** By name and password. */
export async function enter(visit: Visit, username: string, password: string): Promise<Entry> {
	const { db, signIn } = house();
	const { secret } = await sealing();
	const device = deviceIn(secret, visit.device);
	const known = device && (await isKnownDevice(db, username, device.hash)) ? device.cookie : undefined;
	const lane: Lane = known ? 'known' : 'new';
	const body = { username, password };
	return tried({ account: username, address: visit.address, device: known }, async () => {
		const answer = await hashing(lane, () =>
			signIn.api.signInUsername({ body, headers: headersOf(visit), asResponse: true }),
		);
		// the library does not say why it failed; that it failed is not the visitor's mistake
		if (answer.status >= 500) throw new Error('the sign-in library failed', { cause: await answer.text() });
		return answer.ok ? entered(visit, answer) : undefined;
	});
}

/** A new session for a person who is known by another way; the one that led here ends. */
export async function begin(
	visit: Visit,
	user_id: string,
	{ second_factor_at, before }: { second_factor_at: Date | null; before?: string },
): Promise<Entry> {
	const { db, signIn } = house();
	if (before) await endSession(db, before);
	const body = { user_id, second_factor_at };
	const answer = await signIn.api.beginSession({ body, headers: headersOf(visit), asResponse: true });
	return entered(visit, answer);
}

/** Whoever is here has the password already: wrong codes are counted for the account wherever they come from, and for its own devices by themselves. */
async function codeTry({ device }: Visit, { user_id }: ReaderSession): Promise<Try> {
	const { db, secret } = await sealing();
	const known = deviceIn(secret, device);
	const isOwn = known && (await isDeviceOf(db, user_id, known.hash));
	return { account: `code ${user_id}`, address: 'anywhere', device: isOwn ? known.cookie : undefined };
}

/** The second step: a code of the authenticator or a recovery code. The session that knew only the password is replaced. */
export async function enterCode(visit: Visit, session: ReaderSession, typed: string): Promise<Entry> {
	const now = new Date();
	return tried(await codeTry(visit, session), async () => {
		if (!(await passesFactor(await sealing(), session.user_id, typed, now))) return undefined;
		return begin(visit, session.user_id, { second_factor_at: now, before: session.token });
	});
}

/** The authenticator's secret, for whoever has none yet. */
export async function offerFor(ctx: Context, { user_id }: ReaderSession): Promise<Offer | undefined> {
	const name = (await findCredential(ctx.db, user_id))?.username ?? '';
	return offerOf(await sealing(), user_id, { issuer: ctx.committee.short_name, name, now: ctx.now });
}

/** The first code of a new authenticator. Answers the recovery codes beside the way in. */
export async function enterFirstCode(
	visit: Visit,
	session: ReaderSession,
	typed: string,
): Promise<{ entry: Entry; codes: string[] }> {
	const now = new Date();
	let codes: string[] | undefined;
	const entry = await tried(await codeTry(visit, session), async () => {
		codes = await confirmFactor(await sealing(), session.user_id, typed, now);
		return codes && begin(visit, session.user_id, { second_factor_at: now, before: session.token });
	});
	return { entry, codes: codes ?? [] };
}
