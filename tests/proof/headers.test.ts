import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProvenHouse, type ProvenHouse } from './house.ts';

let house: ProvenHouse;
beforeAll(async () => void (house = await openProvenHouse()));
afterAll(() => house?.close());

const always = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'x-frame-options': 'DENY',
};
const api = '/api/v1/committees/yunxi';
const nobody = { name: 'public', user_id: null, roles: [] };

/** A page, one from memory, a redirect, refusals, data, a file, what is not there: by address and by whom. */
const answers: [what: string, status: number, ask: () => Promise<Response>][] = [
	['a public page', 200, () => house.asks(nobody, '')],
	['the same from memory', 200, () => house.asks(nobody, '')],
	['a page of a desk', 200, () => house.asks(house.askers.find(({ name }) => name === 'clerk') ?? nobody, '/desk')],
	['a redirect', 303, () => house.asks(nobody, '/desk')],
	['a refusal', 403, () => house.asks(house.askers.find(({ name }) => name === 'lin') ?? nobody, '/desk')],
	['a page that is not there', 404, () => house.asks(nobody, '/nowhere')],
	['data', 200, () => fetch(`${house.url}${api}/proposals`)],
	['data that is refused', 401, () => fetch(`${house.url}${api}/work`)],
	['the reference of the API', 200, () => fetch(`${house.url}/api/v1`)],
	['a file', 200, () => fetch(`${house.url}/mark.svg`)],
];

test.each(answers)('%s (%i) tells browsers what they may not do with it', async (_what, status, ask) => {
	const answer = await ask();
	await answer.arrayBuffer();
	expect(answer.status).toBe(status);
	expect(Object.fromEntries(answer.headers)).toMatchObject(always);
});

test('no page, refusal or data allows scripts from elsewhere, inline scripts, eval or frames', async () => {
	for (const [what, , ask] of answers) {
		const answer = await ask();
		const page = await answer.text();
		if (answer.status === 303 || what === 'a file') continue;
		const policy =
			answer.headers.get('content-security-policy') ??
			/http-equiv="content-security-policy" content="([^"]+)"/i.exec(page)?.[1] ??
			'';
		expect(policy, what).toMatch(/default-src 'none'/);
		expect(policy, what).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
		expect(answer.headers.get('x-powered-by'), what).toBeNull();
	}
});
