import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiHouse, type ApiHouse } from '#api/testing/caller.ts';
import { contextFor } from './reader.ts';

let house: ApiHouse;
beforeAll(async () => void (house = await openApiHouse()));
afterAll(() => house.close());

const hour = 3_600_000;

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
	const renewed: string[] = [];
	const ctx = await contextFor(house.assembly.committee, new Headers(headers), (lines) => renewed.push(...lines));
	return { name: ctx.actor.name, roles: ctx.actor.mandates.map(({ role }) => role), renewed };
};
const expiryOf = async (token: string): Promise<number | undefined> => {
	const { rows } = await sql<{
		at: Date;
	}>`select "expiresAt" as at from auth.session where token = ${token}`.execute(house.db);
	return rows[0]?.at.getTime();
};

test('a signed cookie and a bearer token both say who asks', async () => {
	const { token, cookie } = await begin();
	const lin = { name: 'lin', roles: ['member'], renewed: [] };
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
	const { name, renewed } = await asked({ cookie });
	expect(name).toBe('');
	expect(renewed.join()).toContain('Max-Age=0');
	expect(await expiryOf(token)).toBeUndefined();
});

test('a session in use is renewed after an hour, in the house and in the browser; before that it is left alone', async () => {
	const young = await begin(new Date(Date.now() + 11.5 * hour));
	expect((await asked({ cookie: young.cookie })).renewed).toEqual([]);
	const old = await begin(new Date(Date.now() + 10 * hour));
	const { name, renewed } = await asked({ cookie: old.cookie });
	expect(name).toBe('lin');
	expect(renewed.join()).toContain('Max-Age=43200');
	expect(await expiryOf(old.token)).toBeGreaterThan(Date.now() + 11.9 * hour);
});
