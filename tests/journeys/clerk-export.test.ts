import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { advance, type Begun } from './advance.ts';
import { open, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
const begun: Record<string, Begun> = {};
beforeAll(async () => {
	house = await openHouse();
	for (const stage of ['submitted', 'assigned', 'answered', 'published'] as const)
		begun[stage] = await advance(house, stage);
});
afterAll(() => house?.close());

/** Presses a link that gives a file, and reads the file as the browser has kept it. */
async function fetched(page: Page, link: string | RegExp): Promise<{ name: string; content: Buffer }> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: link, exact: true }).first().click(),
	]);
	return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}
const numbersIn = (csv: Buffer) => (parse(csv, { bom: true }) as string[][]).slice(1).map(([number]) => number);

test('the clerk filters the list, exports it, and the file holds exactly these rows', async () => {
	const page = await house.pageOf('clerk', { ...desktop, javaScriptEnabled: false });
	await open(page, `${house.url}/yunxi/desk/proposals`);
	await page.selectOption('[name=state]', 'assigned');
	await page.getByRole('button', { name: '筛选' }).click();
	await page.waitForURL(/state=assigned/);
	await usable(page);
	const shown = await page.locator('.dtbl tbody tr td:first-child, .dtbl tbody tr th[scope=row]').allInnerTexts();
	const { name, content } = await fetched(page, 'csv');
	expect(name).toMatch(/提案台账\d{4}-\d\d-\d\d\.csv$/);
	const numbers = numbersIn(content);
	expect(numbers.length).toBe(1);
	expect(shown.join(' ')).toContain(numbers[0]);
	await page.context().close();
});

test('a large list is made while the clerk is elsewhere; a notice leads back to the file', async () => {
	const page = await house.pageOf('clerk', { ...phone, javaScriptEnabled: false });
	await open(page, `${house.url}/yunxi/exports?list=desk&format=csv&state=answered`);
	await page.getByRole('button', { name: '开始备表' }).click();
	await page.waitForURL(/done=begun/);
	await usable(page);
	for (let looks = 0; looks < 100 && !(await page.locator('a[href$="/file"]').count()); looks++)
		await page.getByRole('link', { name: '看最新进度' }).click();
	await usable(page);
	const { content } = await fetched(page, '下载');
	expect(numbersIn(content).length).toBe(1);
	const file = await page.locator('a[href$="/file"]').getAttribute('href');
	await open(page, `${house.url}/yunxi/desk/notices`);
	await page.locator('.notice', { hasText: '备好了' }).click();
	await page.waitForURL(/exports$/);
	const foreign = await house.pageOf('director', desktop);
	expect((await foreign.context().request.get(`${house.url}${file}`)).status()).toBe(404);
	await foreign.context().close();
	await page.getByRole('button', { name: '删去' }).click();
	await page.waitForURL(/done=dropped/);
	await usable(page);
	await page.context().close();
});

test('a citizen takes home an open matter as a folder, and only what is open of it', async () => {
	const page = await house.pageOf(null, desktop);
	await open(page, `${house.url}/yunxi/proposals/${begun.published?.id}`);
	const { name, content } = await fetched(page, '下载整卷（zip）');
	expect(name).toMatch(/\.zip$/);
	const files = unzipSync(content);
	expect(Object.keys(files)).toContain('提案.docx');
	expect(JSON.parse(Buffer.from(files['matter.json'] ?? []).toString())).toMatchObject({ audience: 'public' });
	const closed = await page.context().request.get(`${house.url}/yunxi/proposals/${begun.assigned?.id}/folder`);
	expect(closed.status()).toBe(404);
	await page.context().close();
});
