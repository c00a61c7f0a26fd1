import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connect, openDatabase } from '#server/core/database.ts';
import { openHouse } from '#web/house.ts';
import { signInWith } from '#web/sign-in.ts';
import { api } from './api.ts';
import { problem } from './schemas/problem.ts';
import { openApiHouse, type Answer, type ApiHouse } from './testing/caller.ts';

let house: ApiHouse;
beforeAll(async () => {
	house = await openApiHouse();
});
afterAll(() => house.close());

const draft = { title: '关于修桥的提案', situation: '桥旧了。', analysis: '没有钱。', suggestions: '修桥。' };
/** A problem has one shape whatever refused. */
function expectProblem(answer: Answer, status: number, kind: string): void {
	expect(answer.status, answer.text).toBe(status);
	expect(answer.headers.get('content-type')).toBe('application/problem+json');
	expect(problem.parse(answer.json)).toEqual(answer.json);
	expect(answer.json).toMatchObject({ status, kind });
}

describe('what cannot be read is named', () => {
	test.each([
		['{"title": "半截', 400, 'malformed', 'api.malformed'],
		['', 400, 'malformed', 'api.malformed'],
		['[1]', 422, 'broken_rule', 'api.no_object'],
		['null', 422, 'broken_rule', 'api.no_object'],
		['"提案"', 422, 'broken_rule', 'api.no_object'],
	])('a body of %s', async (body, status, kind, code) => {
		const answer = await house.ask('lin', 'POST', '/proposals', body);
		expectProblem(answer, status, kind);
		expect(answer.json.errors[0].code).toBe(code);
	});

	test('a body of another type, and one far too large', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
			expectProblem(
				await house.ask('lin', 'POST', '/proposals', 'title=1', { 'content-type': type }),
				415,
				'media_type',
			);
		const large = await house.ask('lin', 'POST', '/proposals', JSON.stringify({ title: '桥'.repeat(400_000) }));
		expectProblem(large, 413, 'too_large');
		expect(large.json.detail).toContain('512');
	});

	test('fields and filters, each by its name', async () => {
		const answer = await house.ask('lin', 'POST', '/proposals', {
			title: '桥'.repeat(121),
			consent: 'perhaps',
			wished_unit_ids: Array(7).fill(house.assembly.bodies.finance),
		});
		expectProblem(answer, 422, 'broken_rule');
		expect(answer.json.errors.map((one: { field: string; code: string }) => [one.field, one.code])).toEqual([
			['title', 'refusal.field_too_long'],
			['consent', 'refusal.field_not_understood'],
			['wished_unit_ids', 'refusal.list_too_long'],
		]);
		for (const query of [
			'limit=0',
			'limit=101',
			'limit=many',
			'state=lost',
			'unit_id=1',
			'after=yesterday',
			'own=perhaps',
			'state=draft&state=closed',
		]) {
			const refused = await house.ask('lin', 'GET', `/proposals?${query}`);
			expectProblem(refused, 422, 'broken_rule');
			expect(refused.json.errors[0]).toMatchObject({
				field: query.split('=')[0],
				code: 'refusal.field_not_understood',
			});
		}
		expectProblem(
			await house.ask('lin', 'POST', '/proposals', draft, { 'idempotency-key': 'two words' }),
			422,
			'broken_rule',
		);
	});
});

describe('what is not there', () => {
	test('a committee, a page, a machine', async () => {
		const elsewhere = await api.request('/api/v1/committees/nowhere/proposals');
		expect([elsewhere.status, elsewhere.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
		for (const path of ['/nothing', '/proposals/1/2/3', `/matter/${house.assembly.session_id}/transitions`])
			expectProblem(
				await house.ask(
					'lin',
					path.includes('transitions') ? 'POST' : 'GET',
					path,
					path.includes('transitions') ? { action: 'x', version: 1 } : undefined,
				),
				404,
				'unknown',
			);
		expect((await api.request('/api/v2')).status).toBe(404);
	});

	test('a method: the answer says which there are', async () => {
		const answer = await house.ask('lin', 'PUT', '/proposals', draft);
		expectProblem(answer, 405, 'method_not_allowed');
		expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
	});
});

describe('who asks', () => {
	test('a token that is none is refused, not read as the public', async () => {
		for (const authorization of ['Bearer forged', 'Bearer a.b', 'Basic bGluOmxpbg==', 'Bearer ']) {
			const answer = await house.ask('public', 'GET', '/proposals', undefined, { authorization });
			expectProblem(answer, 401, 'not_signed_in');
			expect(answer.headers.get('www-authenticate')).toBe('Bearer');
		}
	});

	test('a token that was signed out is worth nothing', async () => {
		const token = await (await house.signIn.$context).internalAdapter.createSession(house.assembly.persons.bai);
		const headers = { authorization: `Bearer ${token.token}` };
		expect((await house.ask('public', 'GET', '/work', undefined, headers)).status).toBe(200);
		await sql`delete from auth.session where id = ${token.id}`.execute(house.db);
		expectProblem(await house.ask('public', 'GET', '/work', undefined, headers), 401, 'not_signed_in');
	});

	test('the public may read, and is asked to sign in before it writes or opens a desk', async () => {
		expect((await house.ask('public', 'GET', '/proposals')).status).toBe(200);
		expectProblem(await house.ask('public', 'GET', '/work'), 401, 'not_signed_in');
		expectProblem(await house.ask('public', 'POST', '/proposals', draft), 401, 'not_signed_in');
	});

	test('with the pages’ cookie a write must come from the same origin; a token beside it speaks alone', async () => {
		const context = await house.signIn.$context;
		await context.internalAdapter.linkAccount({
			userId: house.assembly.persons.lin,
			providerId: 'credential',
			accountId: house.assembly.persons.lin,
			password: await context.password.hash('一个够长的密码 2026'),
		});
		const signedIn = await house.signIn.api.signInUsername({
			body: { username: 'test.lin', password: '一个够长的密码 2026' },
			asResponse: true,
		});
		const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
		const post = (headers: Record<string, string>) =>
			house.ask('public', 'POST', '/proposals', draft, { cookie, ...headers });
		for (const headers of [
			{},
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site' },
			{ 'sec-fetch-site': 'none' },
			{ origin: 'https://elsewhere.example' },
			{ origin: 'null' },
			{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
		])
			expectProblem(await post(headers as Record<string, string>), 403, 'foreign_origin');
		expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
		expect((await post({ origin: 'http://localhost' })).status).toBe(201);
		expect((await house.ask('public', 'GET', '/work', undefined, { cookie })).status).toBe(200);
		expectProblem(await post({ 'sec-fetch-site': 'cross-site', authorization: 'Bearer forged' }), 401, 'not_signed_in');
	});
});

test('refusals speak the language of the cookie, else of the request, else Chinese', async () => {
	const said = async (headers: Record<string, string>) => {
		const answer = await house.ask('public', 'GET', '/work', undefined, headers);
		return [answer.headers.get('content-language'), answer.json.title];
	};
	expect(await said({})).toEqual(['zh-CN', '请先登录']);
	expect(await said({ 'accept-language': 'fr, en;q=0.8, zh;q=0.5' })).toEqual(['en', expect.stringMatching(/sign/i)]);
	expect(await said({ 'accept-language': 'zh-TW' })).toEqual(['zh-Hant', '請先登錄']);
	expect(await said({ 'accept-language': 'en', cookie: 'theme=dark; lang=zh-CN' })).toEqual(['zh-CN', '请先登录']);
	expect(await said({ 'accept-language': ';;,q=,,*;q=x'.repeat(50) })).toEqual(['zh-CN', '请先登录']);
});

test('pages of a list follow each other without a gap or a repeat, and beyond a thousand the total says so', async () => {
	for (let n = 0; n < 5; n++) await house.ask('gu', 'POST', '/proposals', { ...draft, title: `关于第${n}座桥的提案` });
	const seen: string[] = [];
	let next: string | null = '';
	for (let page = 0; next !== null && page < 9; page++) {
		const { json } = await house.ask(
			'gu',
			'GET',
			`/proposals?limit=2${next ? `&after=${encodeURIComponent(next)}` : ''}`,
		);
		expect(json.total).toBe(5);
		seen.push(...json.rows.map((row: { id: string }) => row.id));
		next = json.next;
	}
	expect(new Set(seen).size).toBe(5);
	expect(seen).toHaveLength(5);
	await sql`with many as (
		insert into matter (committee_id, id, kind, plenary_session_id, title, state, openness, owner_id, created_at, changed_at)
		select committee_id, gen_random_uuid(), kind, plenary_session_id, title, state, 'public', owner_id, created_at, changed_at from matter, generate_series(1, 1001) where id = ${seen[0]} returning committee_id, id)
		insert into proposal (committee_id, id, kind, period) select committee_id, id, 'individual', 'in_session' from many`.execute(
		house.db,
	);
	// a count that the public has just asked for is kept for a moment, so another one is asked
	expect((await house.ask('public', 'GET', '/proposals?limit=1&state=draft')).json.total).toBe('1000+');
});

test('what fails inside stays inside', async () => {
	const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	const clock = vi.spyOn(Date.prototype, 'toISOString').mockImplementation(() => {
		throw new Error('secret of the house');
	});
	const answer = await house.ask('gu', 'GET', '/proposals');
	clock.mockRestore();
	expectProblem(answer, 500, 'our_fault');
	expect(answer.text).not.toMatch(/secret of the house|\.ts|at /);
	expect(log).toHaveBeenCalledOnce();
});

test('with the database away everybody is asked to try again in a moment', async () => {
	const known = house.db;
	const nowhere = connect('postgres://nobody@127.0.0.1:9/nothing', 1);
	const db = openDatabase(nowhere);
	openHouse({
		db,
		signIn: signInWith(db, 'another secret of these tests, long enough', 'http://localhost:3000'),
		demo: false,
	});
	for (const who of ['public', 'lin'] as const) {
		const answer = await house.ask(who, 'GET', '/proposals');
		expectProblem(answer, 503, 'try_again');
		expect(answer.headers.get('retry-after')).toBe('5');
	}
	expect((await api.request('/readyz')).status).toBe(503);
	expect((await api.request('/healthz')).status).toBe(200);
	openHouse({ db: known, signIn: house.signIn, demo: false });
	await nowhere.end();
	expect((await house.ask('lin', 'GET', '/proposals')).status).toBe(200);
	expect((await api.request('/readyz')).status).toBe(200);
});
