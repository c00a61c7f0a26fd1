import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonName } from '#server/testing/assembly.ts';
import { advance, type Begun } from './advance.ts';
import { usable } from './errand.ts';
import { openHouse, phone, type House } from './house.ts';

let house: House;
let submitted: Begun;
let handling: Begun;
let rated: Begun;
beforeAll(async () => {
	house = await openHouse();
	submitted = await advance(house, 'submitted');
	handling = await advance(house, 'met');
	rated = await advance(house, 'published');
});
afterAll(() => house?.close());

/** Light is always looked at; the others where all are asked for (CI). */
const looks = [
	['light', 'normal'],
	...(process.env.ALL_LOOKS
		? ([
				['dark', 'normal'],
				['light', 'elder'],
				['dark', 'elder'],
			] as const)
		: []),
] as const;

const pages: [who: PersonName | null, path: () => string][] = [
	[null, () => ''],
	[null, () => '/proposals'],
	[null, () => `/proposals/${rated.id}`],
	[null, () => '/progress'],
	['lin', () => '/member'],
	['lin', () => `/member/proposals/${rated.id}`],
	['clerk', () => '/desk'],
	['clerk', () => `/desk?open=${submitted.id}`],
	['clerk', () => `/desk/proposals/${rated.id}`],
	['drafter', () => '/unit'],
	['drafter', () => `/unit/proposals/${handling.id}`],
];

test.each(looks)('the pages of the assembly can be used in %s and %s size on a phone', async (theme, size) => {
	for (const [who, path] of pages) {
		const page = await house.pageOf(who, phone);
		await page.context().addCookies([
			{ name: 'theme', value: theme, url: house.url },
			{ name: 'size', value: size, url: house.url },
		]);
		await page.goto(`${house.url}/yunxi${path()}`);
		expect(await page.getAttribute('html', 'data-theme')).toBe(theme);
		expect(await page.getAttribute('html', 'data-size')).toBe(size);
		await usable(page);
		await page.context().close();
	}
});
