import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexChanged } from '#server/search/jobs.ts';
import { advance, type Begun } from './advance.ts';
import { open, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
let one: Begun;
beforeAll(async () => {
	house = await openHouse();
	const { persons } = house.assembly;
	await house.db.updateTable('person').set({ name: '顾望川' }).where('id', '=', persons.gu).execute();
	one = await advance(house, 'published');
	await indexChanged(await house.assembly.as('clerk'));
});
afterAll(() => house?.close());

const search = (where: string, q: string, more = '') => `${house.url}/yunxi${where}?q=${encodeURIComponent(q)}${more}`;
const withoutScript = { ...phone, javaScriptEnabled: false };

test('a citizen who writes traditional characters finds what is written in simplified ones, without script', async () => {
	const page = await house.pageOf(null, withoutScript);
	await open(page, `${house.url}/yunxi`);
	await page.getByRole('navigation').getByRole('link', { name: '查找' }).click();
	await page.waitForURL(/\/search$/);
	await usable(page);
	await page.fill('#find-q', '統一採購 補助');
	await page.getByRole('button', { name: '查找' }).click();
	await page.waitForURL(/q=/);
	await usable(page);
	const found = page.locator('.replies li').filter({ hasText: one.title });
	expect(await found.locator('mark').first().innerText()).toMatch(/统一|采购|补助/);
	expect(await found.innerText()).toMatch(/提案正文|答复/);
	await page.context().close();
});

test('the conditions of a search are seen, and taken away one by one', async () => {
	const page = await house.pageOf(null, withoutScript);
	const narrowed = `&session_id=${house.assembly.session_id}&category=livelihood&submitted_from=2020-01-01`;
	await open(page, search('/search', '食堂', narrowed));
	const conditions = page.locator('.conditions li');
	expect(await conditions.count()).toBe(4);
	await page.getByRole('link', { name: /民生保障/ }).click();
	await page.waitForURL((to) => !to.searchParams.has('category'));
	expect(await conditions.count()).toBe(3);
	await page.getByRole('link', { name: '条件全去掉' }).click();
	await page.waitForURL((to) => !to.searchParams.has('session_id'));
	expect(await conditions.count()).toBe(0);
	expect(new URL(page.url()).searchParams.get('q')).toBe('食堂');
	await page.locator('summary', { hasText: '加条件' }).click();
	await page.fill('[name=number]', '1');
	await page.getByRole('button', { name: '筛选' }).click();
	await page.waitForURL((to) => to.searchParams.get('q') === '第1号 食堂');
	expect(await page.locator('.replies li').first().innerText()).toContain(one.title);
	await page.context().close();
});

test('where nothing is found, the page says what to do, and who may be meant', async () => {
	const page = await house.pageOf(null);
	await open(page, search('/search', '顾旺川'));
	expect(await page.textContent('main')).toContain('换个说法');
	await page.getByRole('link', { name: /是不是要找“顾望川”/ }).click();
	await page.waitForURL((to) => to.searchParams.get('q') === '顾望川');
	await usable(page);
	await open(page, search('/search', '', `&session_id=${house.assembly.session_id}`));
	await page.getByRole('link', { name: '按条件列出来' }).click();
	await page.waitForURL(/\/proposals\?session_id=/);
	await page.context().close();
});

test('a member finds a colleague by the initials of the name on the phone, keeps the search, and forgets it', async () => {
	const page = await house.pageOf('lin');
	await open(page, `${house.url}/yunxi/member`);
	await page.getByRole('link', { name: '查找' }).click();
	await page.waitForURL(/\/member\/search$/);
	await usable(page);
	await page.fill('#find-q', 'gwc');
	await page.getByRole('button', { name: '查找' }).click();
	await page.waitForURL(/q=gwc/);
	expect(await page.locator('.replies li').first().innerText()).toContain(one.title);
	await page.locator('summary', { hasText: '存下这次查询' }).click();
	await page.fill('[name=name]', '老顾');
	await page.getByRole('button', { name: '存下这次查询' }).click();
	await page.waitForURL(/done=kept/);
	await usable(page);
	await open(page, `${house.url}/yunxi/member/search`);
	await page.getByRole('link', { name: '老顾' }).click();
	await page.waitForURL(/q=gwc/);
	await open(page, `${house.url}/yunxi/member/search`);
	await page.getByRole('button', { name: /删去/ }).click();
	await page.waitForURL(/done=forgotten/);
	await page.context().close();
});

test('while typing, what may be meant is offered and chosen by the keyboard alone; Escape brings back what was typed', async () => {
	for (const [who, path, field] of [
		['clerk', '/desk', '#desk-q'],
		[null, '/search', '#find-q'],
	] as const) {
		const page = await house.pageOf(who, desktop);
		await open(page, `${house.url}/yunxi${path}`);
		await page.focus(field);
		await page.keyboard.type('老年食堂', { delay: 30 });
		await page.locator('[role=listbox]:visible [role=option]').first().waitFor();
		expect(await page.getAttribute(field, 'aria-expanded')).toBe('true');
		await page.keyboard.press('ArrowDown');
		expect(await page.inputValue(field)).toBe(one.title);
		expect(await page.getAttribute(field, 'aria-activedescendant')).toMatch(/-list-0$/);
		await usable(page);
		await page.keyboard.press('Escape');
		expect(await page.inputValue(field)).toBe('老年食堂');
		expect(await page.locator('[role=listbox]:visible').count()).toBe(0);
		await page.keyboard.press('ArrowDown');
		await page.locator('[role=listbox]:visible [role=option]').first().waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await page.waitForURL((to) => to.searchParams.get('q') === one.title);
		await page.context().close();
	}
});

test('who asks without end is asked to wait, in a sentence that keeps the query, and another is served meanwhile', async () => {
	const page = await house.pageOf(null);
	const untilRefused = async (address: (n: number) => string) => {
		let last = await page.request.get(address(0));
		for (let n = 1; n <= 200 && last.status() === 200; n++) last = await page.request.get(address(n));
		expect(last.status()).toBe(429);
		expect(Number(last.headers()['retry-after'])).toBeGreaterThan(0);
		return last;
	};
	const api = await untilRefused((n) => `${house.url}/api/v1/committees/yunxi/search?q=食堂${n}`);
	expect(await api.json()).toMatchObject({ kind: 'too_much' });
	const answer = await untilRefused((n) => search('/search', `食堂 ${n}`));
	expect(await answer.text()).toMatch(/查得太快了[^]*食堂 \d|食堂 \d[^]*查得太快了/);
	let shown = await page.goto(search('/search', '食堂 一百'));
	for (let n = 0; n < 20 && shown?.status() === 200; n++) shown = await page.goto(search('/search', `食堂 一百${n}`));
	expect(shown?.status()).toBe(429);
	expect(await page.inputValue('#find-q')).toContain('食堂 一百');
	await usable(page);
	const member = await house.pageOf('lin');
	expect((await member.goto(search('/member/search', '食堂')))?.status()).toBe(200);
	for (const visitor of [page, member]) await visitor.context().close();
});
