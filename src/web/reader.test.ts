import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiHouse, type ApiHouse } from '#api/testing/caller.ts';
import { readingFor } from './reader.ts';

let house: ApiHouse;
beforeAll(async () => void (house = await openApiHouse()));
afterAll(() => house.close());

const signed = (token: string, secret: string): string =>
	encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`);

async function begin(expires_at?: Date) {
	const { internalAdapter, secret, authCookies } = await house.signIn.$context;
	const { token } = await internalAdapter.createSession(house.assembly.persons.lin);
	if (expires_at)
		await sql`update auth.session set "expiresAt" = ${expires_at} where token = ${token}`.execute(house.db);
	const cookie = `${authCookies.sessionToken.name}=${signed(token, secret)}`;
	return { token, cookie };
}

const asked = async (headers: Record<string, string>) => {
	const { ctx, session } = await readingFor(house.assembly.committee, new Headers(headers));
	const { name, mandates } = ctx.actor;
	return { name, roles: mandates.map(({ role }) => role), standing: session?.standing };
};
const seenAt = async (token: string): Promise<number | undefined> => {
	const { rows } = await sql<{ at: Date }>`select seen_at as at from auth.session where token = ${token}`.execute(
		house.db,
	);
	return rows[0]?.at.getTime();
};

test('a signed cookie and a bearer token both say who asks', async () => {
	const { token, cookie } = await begin();
	const lin = { name: 'lin', roles: ['member'], standing: 'whole' };
	expect(await asked({ cookie })).toEqual(lin);
	expect(await asked({ authorization: `Bearer ${token}` })).toEqual(lin);
	expect(await asked({ authorization: `Bearer ${cookie.split('=')[1]}` })).toEqual(lin);
});

test('a cookie that the house has not signed is nobody’s', async () => {
	const { token, cookie } = await begin();
	const name = cookie.split('=')[0];
	const foreign = signed(token, 'another secret, long enough as well for the library');
	for (const value of [token, `${token}.`, foreign, `${token}.AAAA`, '', '%E0%A4%A', 'x'.repeat(5_000)])
		expect((await asked({ cookie: `${name}=${value}` })).name).toBe('');
});

test('a session that was ended ends at once, and so does a mandate', async () => {
	const { token, cookie } = await begin();
	expect((await asked({ cookie })).roles).toEqual(['member']);
	const { persons } = house.assembly;
	await sql`update mandate set ends_on = '2022-01-02' where person_id = ${persons.lin}`.execute(house.db);
	expect((await asked({ cookie })).roles).toEqual([]);
	await sql`update mandate set ends_on = null where person_id = ${persons.lin}`.execute(house.db);
	await (await house.signIn.$context).internalAdapter.deleteSession(token);
	expect((await asked({ cookie })).name).toBe('');
});

test('a session past its time is nobody’s, and is cleared away', async () => {
	const { token, cookie } = await begin(new Date(Date.now() - 1_000));
	expect((await asked({ cookie })).name).toBe('');
	expect(await seenAt(token)).toBeUndefined();
});

test('that a session is in use is noted once a minute; one that was left alone for too long ends', async () => {
	const { token, cookie } = await begin();
	const unusedFor = (minutes: number) =>
		sql`update auth.session set seen_at = now() - ${minutes} * interval '1 minute' where token = ${token}`.execute(
			house.db,
		);
	await unusedFor(0.5);
	const before = await seenAt(token);
	await asked({ cookie });
	expect(await seenAt(token)).toBe(before);
	await unusedFor(60 * 24);
	expect((await asked({ cookie })).name).toBe('lin');
	expect(await seenAt(token)).toBeGreaterThan(Date.now() - 5_000);
	await unusedFor(3 * 60 * 24 + 1);
	expect((await asked({ cookie })).name).toBe('');
	expect(await seenAt(token)).toBeUndefined();
});

test('without the second factor a session opens nothing, to pages and to programs', async () => {
	const { token, cookie } = await begin();
	const { lin } = house.assembly.persons;
	await sql`insert into auth.second_factor (user_id, secret, begun_at, confirmed_at) values (${lin}, 'x', now(), now())`.execute(
		house.db,
	);
	const both: Record<string, string>[] = [{ cookie }, { authorization: `Bearer ${token}` }];
	for (const headers of both) expect(await asked(headers)).toEqual({ name: '', roles: [], standing: 'needs_code' });
	await sql`update auth.session set second_factor_at = now() where token = ${token}`.execute(house.db);
	expect(await asked({ cookie })).toMatchObject({ name: 'lin', standing: 'whole' });
	await sql`delete from auth.second_factor where user_id = ${lin}`.execute(house.db);
});
