import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
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

/** A workbook of three sheets; one says its session by its name, one does not, one is no ledger. */
const ledger = async () => {
	const rows = (title: string) => [
		['提案号', '题名', '提案人'],
		['901', title, '郑老先生'],
	];
	const sheets = [
		{ sheet: '老台账', data: rows('关于疏浚旧渠的提案') },
		{ sheet: '九届五次2021年', data: rows('关于修缮旧桥的提案') },
		{ sheet: '填表说明', data: [['请如实填写']] },
	];
	const cells = sheets.map(({ sheet, data }) => ({ sheet, data: data.map((row) => row.map((value) => ({ value }))) }));
	const written = (writeXlsxFile as unknown as (all: unknown) => { toBuffer(): Promise<Buffer> })(cells);
	return { name: '台账.xlsx', mimeType: 'application/octet-stream', buffer: await written.toBuffer() };
};

test('a ledger of several sheets with a strange heading is explained on the page, once, and stored into its sessions', async () => {
	const page = await house.pageOf('clerk', { ...phone, javaScriptEnabled: false });
	await open(page, `${house.url}/yunxi/desk/intake`);
	await page.check('[value=proposals]');
	await page.setInputFiles('[name=file]', await ledger());
	await page.getByRole('button', { name: '看看读懂了什么' }).click();
	await page.waitForURL(/file=/);
	await usable(page);
	const asked = await page.textContent('main');
	for (const said of ['没有找到案由', '还差几处要你说明', '工作表“填表说明”没有读', '九届五次会议（本会还没有'])
		expect(asked).toContain(said);
	expect(await page.getByRole('button', { name: '存入', exact: true }).count()).toBe(0);
	await page.getByLabel('题名').selectOption({ label: '案由' });
	await page.getByLabel('更早的会议').fill('九届四次2020年');
	await page.getByRole('button', { name: '按这样再看' }).click();
	await page.waitForURL(/file=/);
	await usable(page);
	expect(await page.textContent('main')).toContain('可以存入2件');
	expect(await page.textContent('table.intake')).toContain('九届四次会议第901号');
	await page.getByRole('button', { name: '存入', exact: true }).click();
	await page.waitForURL(/stored=2/);
	await usable(page);
	const titles = await house.db.selectFrom('matter').select('title').where('number', '=', 901).execute();
	expect(titles.map(({ title }) => title).sort()).toEqual(['关于修缮旧桥的提案', '关于疏浚旧渠的提案']);
	await page.context().close();
});

test('whoever may not bring in files is told so', async () => {
	const page = await house.pageOf('inspector', desktop);
	const answer = await page.goto(`${house.url}/yunxi/desk/intake`);
	expect(answer?.status()).toBe(403);
	await usable(page);
	await page.context().close();
});
