import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, sidewaysOf } from './accessible.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());

test.each([
	['/yunxi', '有事'],
	['/yunxi/proposals', '提案'],
	['/yunxi/progress', '单位'],
	['/yunxi/about', '提案'],
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
	const known = await fetch(`${house.url}/yunxi/about`, { headers: { 'if-none-match': again.headers.get('etag') ?? '' } });
	expect(known.status).toBe(304);
});
