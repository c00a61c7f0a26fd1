import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, sidewaysOf } from './accessible.ts';
import { advance } from './advance.ts';
import { open } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

test.each([
	['/yunxi', '有事'],
	['/yunxi/proposals', '提案'],
	['/yunxi/progress', '单位'],
	['/yunxi/about', '提案'],
	['/yunxi/ledger', '存证'],
	['/yunxi/sign-in', '登录'],
])('anybody can read %s, on a phone and on a desk', async (path, words) => {
	for (const looks of [phone, desktop]) {
		const page = await house.pageOf(null, looks);
		await page.goto(house.url + path);
		expect(await page.textContent('h1')).toContain(words);
		expect(await sidewaysOf(page)).toBe(0);
		expect(await faultsOf(page)).toEqual([]);
		await page.context().close();
	}
});

test('without script the same page, in large letters, in the dark and in English', async () => {
	const page = await house.pageOf(null, { ...phone, javaScriptEnabled: false, colorScheme: 'dark' });
	await page.goto(`${house.url}/yunxi`);
	await page.click('a[href*="size=elder"]');
	expect(await page.getAttribute('html', 'data-size')).toBe('elder');
	await page.goto(`${house.url}/preferences?lang=en&back=/yunxi`);
	expect(await page.getAttribute('html', 'lang')).toBe('en');
	expect(await page.textContent('h1')).toContain('talk it over');
	await page.context().close();
});

test('a page that is not there says so and leads home; a preference never leads elsewhere', async () => {
	const page = await house.pageOf(null);
	const answer = await page.goto(`${house.url}/yunxi/proposals/0199f0a0-0000-7000-8000-000000000000`);
	expect(answer?.status()).toBe(404);
	expect(await page.textContent('main')).toContain('回首页');
	await page.goto(`${house.url}/preferences?theme=dark&back=//example.org/`);
	expect(new URL(page.url()).host).toBe(new URL(house.url).host);
	await page.context().close();
});

test('a public page is the same bytes with the same ETag, and a reader who has it is told so', async () => {
	const first = await fetch(`${house.url}/yunxi/about`);
	const again = await fetch(`${house.url}/yunxi/about`);
	expect(first.headers.get('etag')).toMatch(/^".{22}"$/);
	expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
	expect(await again.text()).toBe(await first.text());
	const known = await fetch(`${house.url}/yunxi/about`, {
		headers: { 'if-none-match': again.headers.get('etag') ?? '' },
	});
	expect(known.status).toBe(304);
});

test.each([phone, desktop, { ...phone, javaScriptEnabled: false }])(
	'a citizen reads a published proposal with its course and the letter, and finds no form',
	async (looks) => {
		const one = await advance(house, 'published');
		const page = await house.pageOf(null, looks);
		await open(page, `${house.url}/yunxi/proposals/${one.id}`);
		expect(await page.textContent('main')).toContain('半数靠村干部垫钱维持');
		expect(await page.textContent('.letter')).toContain('按就餐人次给予补助');
		expect(await page.textContent('.tl')).toContain('立案');
		expect(await page.locator('form[method=post]').count()).toBe(0);
		await page.context().close();
	},
);

test('what has not been published is not found by a citizen, whatever its state', async () => {
	const page = await house.pageOf(null);
	for (const stage of ['drafted', 'submitted'] as const) {
		const one = await advance(house, stage);
		expect((await page.goto(`${house.url}/yunxi/proposals/${one.id}`))?.status()).toBe(404);
		expect(await page.textContent('main')).not.toContain('老年食堂');
	}
	await page.context().close();
});
