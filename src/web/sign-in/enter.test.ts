import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApiHouse, type ApiHouse } from '#api/testing/caller.ts';
import { plainDateIn } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import { Refusal } from '#server/core/refusal.ts';
import { changeSetting, defaultSettings } from '#server/core/settings.ts';
import { listNotices } from '#server/notices/queries.ts';
import { changePassword, giveLink, openLink, resetFactor, takeUpLink } from '#server/sign-in/commands.ts';
import { renewRecoveryCodes } from '#server/sign-in/factor/commands.ts';
import { codeOf, stepAt } from '#server/sign-in/totp.ts';
import type { PersonName } from '#server/testing/assembly.ts';
import { begin, enter, enterCode, enterFirstCode, offerFor, sealing, type Entry, type Visit } from './enter.ts';

let house: ApiHouse;
beforeAll(async () => void (house = await openApiHouse()));
afterAll(() => house.close());

const password = '早上六点半 在溪边走路';
const other = '桥头的老槐树下开满了花';

/** Now, as one of the persons. */
async function as(name: PersonName): Promise<Context> {
	const now = new Date();
	const ctx = await house.assembly.as(name, now.toISOString());
	return { ...ctx, now, today: plainDateIn('Asia/Shanghai', now) };
}
let addresses = 0;
/** A browser of its own: another address, and no device cookie unless one is given. */
const visit = (device?: string, address = `198.51.100.${++addresses}`): Visit => ({
	committee: house.assembly.committee,
	headers: new Headers({ 'user-agent': 'Mozilla/5.0 (iPhone) MicroMessenger/8.0' }),
	address,
	device,
});
const codeOfRefusal = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'done',
		(error: unknown) => (error instanceof Refusal ? (error.breaches[0]?.code ?? '') : String(error)),
	);
type Entered = Extract<Entry, { kind: 'entered' }>;
const isIn = (entry: Entry): Entered => {
	if (entry.kind !== 'entered') throw new Error(`not let in: ${entry.kind}`);
	return entry;
};
const sessionIn = (entry: Entry) => {
	const { session } = isIn(entry).reading;
	if (!session) throw new Error('no session');
	return session;
};
const api = (token: string) => house.ask('public', 'GET', '/work', undefined, { authorization: `Bearer ${token}` });

async function givePassword(name: PersonName, wanted = password): Promise<void> {
	const { token } = await giveLink(await as('administrator'), house.assembly.persons[name]);
	await takeUpLink(await as(name), token, { password: wanted, again: wanted });
}

describe('a link for a password', () => {
	const { lin, gu, clerk, director } = { lin: 'lin', gu: 'gu', clerk: 'clerk', director: 'director' } as const;

	test('is given by the desk to members, and by the administrator to everybody', async () => {
		const { persons } = house.assembly;
		expect((await giveLink(await as(clerk), persons.lin)).username).toBe('test.lin');
		for (const who of [director, 'drafter', 'administrator', 'chair', clerk] as const)
			expect(await codeOfRefusal(giveLink(await as(clerk), persons[who])), who).toBe('refusal.not_permitted');
		expect((await giveLink(await as('administrator'), persons.director)).name).toBe('director');
		for (const who of [lin, director, 'drafter', 'chair', 'inspector'] as const)
			expect(await codeOfRefusal(giveLink(await as(who), persons.lin)), who).toBe('refusal.not_permitted');
	});

	test('sets a password once, and only one that is good', async () => {
		const ctx = await as(lin);
		const { token } = await giveLink(await as(clerk), house.assembly.persons.lin);
		expect((await openLink(ctx, token)).state).toBe('good');
		expect(await codeOfRefusal(takeUpLink(ctx, token, { password: '1234567890', again: '1234567890' }))).toBe(
			'sign_in.password_common',
		);
		expect(await codeOfRefusal(takeUpLink(ctx, token, { password, again: other }))).toBe('sign_in.password_differs');
		const both = await Promise.all(
			[1, 2].map(() => codeOfRefusal(takeUpLink(ctx, token, { password, again: password }))),
		);
		expect(both.sort()).toEqual(['done', 'sign_in.link_used']);
		expect((await openLink(ctx, token)).state).toBe('used');
		expect((await enter(visit(), 'test.lin', password)).kind).toBe('entered');
	});

	test('ends with its time, with a newer one, and at the border of the committee', async () => {
		const ctx = await as(gu);
		const first = await giveLink(await as(clerk), house.assembly.persons.gu);
		const second = await giveLink(await as(clerk), house.assembly.persons.gu);
		expect((await openLink(ctx, first.token)).state).toBe('withdrawn');
		const later = { ...ctx, now: new Date(second.expires_at.getTime()) };
		expect((await openLink(later, second.token)).state).toBe('expired');
		expect(await codeOfRefusal(takeUpLink(later, second.token, { password, again: password }))).toBe(
			'sign_in.link_expired',
		);
		const elsewhere = { ...ctx, committee: { ...ctx.committee, id: '018f5a3e-0000-7000-8000-000000000001' } };
		expect((await openLink(elsewhere, second.token)).state).toBe('unknown');
		expect((await openLink(ctx, 'A'.repeat(22))).state).toBe('unknown');
		const { rows } = await sql<{
			whole: string;
		}>`select string_agg(l::text, '') as whole from auth.password_link l`.execute(house.db);
		expect(rows[0]?.whole).not.toContain(second.token);
	});

	test('makes a user name from the name for whoever has none, and another where it is taken', async () => {
		const { db, assembly } = house;
		const [one, two] = ['018f5a3e-0000-7000-8000-0000000000a1', '018f5a3e-0000-7000-8000-0000000000a2'];
		for (const id of [one, two]) {
			await sql`insert into person (id, name) values (${id}, '吕望川')`.execute(db);
			await sql`insert into mandate (committee_id, id, person_id, body_id, role, starts_on) values (${assembly.committee.id}, ${id}, ${id}, ${assembly.bodies.farmers}, 'member', '2022-01-01')`.execute(
				db,
			);
		}
		const names = [await giveLink(await as(clerk), one ?? ''), await giveLink(await as(clerk), two ?? '')];
		expect(names.map(({ username }) => username)).toEqual(['lvwangchuan', 'lvwangchuan2']);
	});
});

describe('a stolen cookie', () => {
	test('is dead once the password is changed, in this second and everywhere', async () => {
		await givePassword('gu');
		const stolen = sessionIn(await enter(visit(), 'test.gu', password));
		const elsewhere = sessionIn(await enter(visit(), 'test.gu', password));
		const ctx = await as('gu');
		const { user_id } = stolen;
		expect(await codeOfRefusal(changePassword(ctx, user_id, { current: 'x', password: other, again: other }))).toBe(
			'sign_in.password_wrong',
		);
		expect(await codeOfRefusal(changePassword(ctx, user_id, { current: password, password, again: password }))).toBe(
			'sign_in.password_same',
		);
		expect((await api(stolen.token)).status).toBe(200);
		await changePassword(ctx, user_id, { current: password, password: other, again: other });
		const own = sessionIn(await begin(visit(), user_id, { second_factor_at: null }));
		for (const { token } of [stolen, elsewhere]) expect((await api(token)).status).toBe(401);
		expect((await api(own.token)).status).toBe(200);
		expect((await enter(visit(), 'test.gu', password)).kind).toBe('wrong');
	});
});

describe('the second step', () => {
	beforeEach(async () => {
		await changeSetting(await as('administrator'), 'sign_in', defaultSettings.sign_in);
	});
	const keyOf = (address: string): Buffer => {
		const text = new URL(address).searchParams.get('secret') ?? '';
		const bits = [...text]
			.map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
			.join('');
		return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	};

	test('is set up by staff before anything else, asked for afterwards, and each code passes once', async () => {
		await givePassword('clerk');
		const halfway = sessionIn(await enter(visit(), 'test.clerk', password));
		expect(halfway.standing).toBe('needs_factor');
		const refused = await api(halfway.token);
		expect([refused.status, refused.json.errors[0].code]).toEqual([401, 'api.second_factor_first']);

		const offer = await offerFor(await as('clerk'), halfway);
		const key = keyOf(offer?.address ?? '');
		expect((await offerFor(await as('clerk'), halfway))?.address).toBe(offer?.address);
		expect((await enterFirstCode(visit(), halfway, '000000')).entry.kind).toBe('wrong');
		const step = stepAt(new Date());
		const { entry, codes } = await enterFirstCode(visit(), halfway, codeOf(key, step - 1));
		expect(sessionIn(entry).standing).toBe('whole');
		expect(codes).toHaveLength(10);
		expect((await api(sessionIn(entry).token)).status).toBe(200);
		expect((await api(halfway.token)).json.errors[0].code).toBe('api.token_not_valid');

		const again = sessionIn(await enter(visit(), 'test.clerk', password));
		expect(again.standing).toBe('needs_code');
		expect(await offerFor(await as('clerk'), again)).toBeUndefined();
		// the code that has passed, and one before it, are refused; the next passes, of two at once one
		expect((await enterCode(visit(), again, codeOf(key, step - 1))).kind).toBe('wrong');
		const both = await Promise.all([1, 2].map(() => enterCode(visit(), again, ` ${codeOf(key, step)} `)));
		expect(both.map(({ kind }) => kind).sort()).toEqual(['entered', 'wrong']);

		const third = sessionIn(await enter(visit(), 'test.clerk', password));
		const [one = '', two = ''] = codes;
		expect(sessionIn(await enterCode(visit(), third, one.toUpperCase())).standing).toBe('whole');
		const fourth = sessionIn(await enter(visit(), 'test.clerk', password));
		expect((await enterCode(visit(), fourth, one)).kind).toBe('wrong');
		await renewRecoveryCodes(await sealing(), fourth.user_id);
		expect((await enterCode(visit(), fourth, two)).kind).toBe('wrong');
	});

	test('is guessed at only so often, from wherever', async () => {
		const halfway = sessionIn(await enter(visit(), 'test.clerk', password));
		const kinds: string[] = [];
		for (let n = 0; n < 12; n++) kinds.push((await enterCode(visit(), halfway, '000000')).kind);
		expect(kinds).toContain('wait');
		expect(kinds.filter((kind) => kind === 'wrong').length).toBeLessThanOrEqual(6);
	});

	test('is not left by a new password, and is taken off by the administrator alone', async () => {
		await givePassword('clerk', other);
		expect(sessionIn(await enter(visit(), 'test.clerk', other)).standing).toBe('needs_code');
		const { clerk } = house.assembly.persons;
		expect(await codeOfRefusal(resetFactor(await as('clerk'), clerk))).toBe('refusal.not_permitted');
		expect(await codeOfRefusal(resetFactor(await as('director'), clerk))).toBe('refusal.not_permitted');
		await resetFactor(await as('administrator'), clerk);
		expect(sessionIn(await enter(visit(), 'test.clerk', other)).standing).toBe('needs_factor');
	});

	test('is no duty of members', async () => {
		await givePassword('bai');
		expect(sessionIn(await enter(visit(), 'test.bai', password)).standing).toBe('whole');
	});
});

test('a sign-in from a new device is told to its owner, the first and the known ones are not', async () => {
	await givePassword('bai', other);
	await sql`delete from auth.known_device`.execute(house.db);
	const ctx = await as('bai');
	const told = async () =>
		(await listNotices(ctx.db, ctx)).filter(({ kind }) => kind === 'sign_in.new_device').map(({ content }) => content);
	const first = isIn(await enter(visit(), 'test.bai', other));
	isIn(await enter(visit(first.device), 'test.bai', other));
	expect(await told()).toEqual([]);
	isIn(await enter(visit(undefined, '203.0.113.9'), 'test.bai', other));
	expect(await told()).toMatchObject([{ title: 'iPhone · WeChat', number: '203.0.113.9' }]);
});

test('strangers cannot lock a member out of the device that is known, and are slowed themselves', async () => {
	const { device } = isIn(await enter(visit(), 'test.bai', other));
	const stranger = '203.0.113.77';
	const kinds: string[] = [];
	for (let n = 0; n < 8; n++) kinds.push((await enter(visit(undefined, stranger), 'test.bai', `wrong ${n}`)).kind);
	expect(kinds).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wait', 'wait', 'wait']);
	// right or wrong: who waits learns nothing
	expect((await enter(visit(undefined, stranger), 'test.bai', other)).kind).toBe('wait');
	expect((await enter(visit(device, stranger), 'test.bai', other)).kind).toBe('entered');
	expect((await enter(visit(), 'test.bai', other)).kind).toBe('entered');
});

test('a mandate that ends takes access with it in open sessions, and the sign-in opens nothing here', async () => {
	await changeSetting(await as('administrator'), 'sign_in', { ...defaultSettings.sign_in, second_factor: 'nobody' });
	const { token } = sessionIn(await enter(visit(), 'test.bai', other));
	expect((await api(token)).json.rows).toBeDefined();
	const { bai } = house.assembly.persons;
	await sql`update mandate set ends_on = current_date - 2 where person_id = ${bai}`.execute(house.db);
	const draft = { title: '题', situation: '况', analysis: '析', suggestions: '建议' };
	const refused = await house.ask('public', 'POST', '/proposals', draft, { authorization: `Bearer ${token}` });
	expect(refused.status).toBe(403);
	await sql`update mandate set ends_on = null where person_id = ${bai}`.execute(house.db);
});
