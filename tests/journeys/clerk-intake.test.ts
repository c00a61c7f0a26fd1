import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, refused, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const roster = (...lines: string[]) => ({
	name: '名册.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from(['姓名,性别,界别,委员证号', ...lines].join('\r\n')),
});
const counted = async (name: string) =>
	(await house.db.selectFrom('person').select('id').where('name', '=', name).execute()).length;

test('the clerk sees what was understood of a roster, stores it without script, and stores nothing twice', async () => {
	const page = await house.pageOf('clerk', { ...desktop, javaScriptEnabled: false });
	for (const times of [1, 2]) {
		await open(page, `${house.url}/yunxi/desk/intake`);
		await page.setInputFiles('[name=file]', roster('王　军,男,farmers,YX-001', '𠮷㛃,女,farmers,YX-002'));
		await page.getByRole('button', { name: '看看读懂了什么' }).click();
		await page.waitForURL(/file=/);
		await usable(page);
		expect(await page.textContent('main')).toContain('𠮷㛃');
		expect(await counted('王军')).toBe(times - 1);
		const store = page.getByRole('button', { name: '存入', exact: true });
		if (await store.count()) {
			await store.click();
			await page.waitForURL(/stored=/);
			await usable(page);
		}
		expect([await counted('王军'), await counted('𠮷㛃')]).toEqual([1, 1]);
	}
	await page.context().close();
});

test('a bad row is named and nothing can be stored; what is no roster is refused in a sentence', async () => {
	const page = await house.pageOf('clerk', phone);
	await open(page, `${house.url}/yunxi/desk/intake`);
	await page.setInputFiles('[name=file]', roster('李响,男,没有的界别,YX-009'));
	await page.getByRole('button', { name: '看看读懂了什么' }).click();
	await page.waitForURL(/file=/);
	await usable(page);
	expect(await page.textContent('main')).toContain('没有的界别');
	expect(await page.getByRole('button', { name: '存入', exact: true }).count()).toBe(0);
	await open(page, `${house.url}/yunxi/desk/intake`);
	const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
	await page.setInputFiles('[name=file]', { name: '名册.xls', mimeType: 'application/vnd.ms-excel', buffer: old });
	expect(await refused(page, '看看读懂了什么')).toContain('.xlsx');
	await page.context().close();
});

test('whoever may not bring in files is told so', async () => {
	const page = await house.pageOf('inspector', desktop);
	const answer = await page.goto(`${house.url}/yunxi/desk/intake`);
	expect(answer?.status()).toBe(403);
	await usable(page);
	await page.context().close();
});
