import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexChanged } from '#server/search/jobs.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { does, open, unfold, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
let first: Begun;
let second: Begun;
beforeAll(async () => {
	house = await openHouse();
	first = await advance(house, 'admitted');
	second = await advance(house, 'submitted');
	await indexChanged(await house.assembly.as('clerk'));
});
afterAll(() => house?.close());

const near = () => `${house.url}/yunxi/desk/similar`;
const withoutScript = { ...desktop, javaScriptEnabled: false };

test('the examiner has a session compared and sees what says the same, side by side, on a desk and on a phone', async () => {
	const page = await house.pageOf('clerk', desktop);
	await open(page, `${house.url}/yunxi/desk`);
	await page.getByRole('link', { name: '相近的提案' }).click();
	await page.waitForURL(/\/desk\/similar/);
	await usable(page);
	const start = page.getByRole('button', { name: '现在就比' });
	// the clock may have been here before
	if (await start.count()) await does(page, '现在就比', 'compared');
	const group = page.locator('.neargroup').filter({ hasText: second.title });
	expect(await group.count()).toBe(1);
	expect(await group.locator('h2').innerText()).toContain(first.title);
	expect(await group.innerText()).toContain('lin');
	expect(await group.locator('td').count()).toBeGreaterThan(1);
	const small = await house.pageOf('clerk', phone);
	await open(small, near());
	expect(await small.locator('.neargroup').count()).toBe(1);
	for (const visitor of [page, small]) await visitor.context().close();
});

test('what is not the same matter is dismissed for both and for every examiner, and can be taken back', async () => {
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, near());
	await page.getByRole('button', { name: /不是一件事/ }).click();
	await page.waitForURL(/done=unlike/);
	await usable(page);
	expect(await page.locator('.neargroup').count()).toBe(0);
	const director = await house.pageOf('director', desktop);
	await open(director, `${house.url}/yunxi/desk/proposals/${second.id}/similar`);
	expect(await director.locator('.pairing').count()).toBe(0);
	await open(director, `${near()}?view=unlike`);
	expect(await director.locator('.neargroup').innerText()).toContain('clerk于');
	await director.getByRole('button', { name: /撤回这个判断/ }).click();
	await director.waitForURL(/done=alike/);
	await open(page, near());
	expect(await page.locator('.neargroup').count()).toBe(1);
	for (const visitor of [page, director]) await visitor.context().close();
});

test('from the list one comes to the examination with the other already named, and merges', async () => {
	const page = await house.pageOf('clerk', desktop);
	await open(page, near());
	await page.getByRole('link', { name: '并入第一件' }).click();
	await page.waitForURL(/merge_into=/);
	await usable(page);
	expect(await page.isChecked('[name=choice][value=merge]')).toBe(true);
	expect(await page.inputValue('[name=into]')).toContain(first.title);
	await does(page, '并案', 'proposal.merge');
	expect(await timesDone(house, second.id, 'proposal', 'merge')).toBe(1);
	await open(page, `${near()}?view=all`);
	expect(await page.locator('.neargroup').count()).toBe(0);
	await page.context().close();
});

test('while examining, the hint leads to the earlier proposal with its passages and its reply', async () => {
	const earlier = await advance(house, 'published');
	const another = await advance(house, 'submitted');
	await indexChanged(await house.assembly.as('clerk'));
	const page = await house.pageOf('clerk', desktop);
	await open(page, `${house.url}/yunxi/desk/proposals/${another.id}`);
	expect(await page.locator('.checks').innerText()).toContain('相近');
	await page.getByRole('link', { name: '对照看' }).click();
	await page.waitForURL(/\/similar$/);
	await usable(page);
	const one = page.locator('.pairing').filter({ hasText: earlier.title });
	expect(await one.locator('td').first().innerText()).toContain('老年食堂');
	await unfold(page, '当时的答复');
	expect(await one.innerText()).toContain('按就餐人次给予补助');
	await page.context().close();
});

test('who does not examine is told whose page it is', async () => {
	const page = await house.pageOf('inspector', desktop);
	expect((await page.goto(near()))?.status()).toBe(403);
	expect(await page.textContent('main')).toContain('提案委');
	await usable(page);
	await page.context().close();
});
