import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { advance, timesDone, type Begun } from './advance.ts';
import { choose, does, formWith, goBack, saidIn, send, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...phone, javaScriptEnabled: false };
const edit = (one: Begun) => `${house.url}/yunxi/member/proposals/${one.id}/edit`;
const situationOf = async ({ id }: Pick<Begun, 'id'>): Promise<string> =>
	(await house.db.selectFrom('proposal').select('situation').where('id', '=', id).executeTakeFirstOrThrow()).situation;

test.each([phone, withoutScript])('a sign-in that ends while a member writes costs no word', async (looks) => {
	const one = await advance(house, 'drafted');
	const lin = await house.pageOf('lin', looks);
	await lin.goto(edit(one));
	const cookies = await lin.context().cookies();
	await lin.context().clearCookies();
	await lin.fill('[name=situation]', '登录过期以后写下的话。');
	await lin.getByRole('button', { name: '存草稿', exact: true }).last().click();
	await lin.getByText('登录后再发一次').or(lin.locator('textarea[name=situation]')).first().waitFor();
	expect(await lin.inputValue('textarea[name=situation]')).toBe('登录过期以后写下的话。');
	await usable(lin);
	await lin.context().addCookies(cookies);
	await lin.locator('main button, form.stack button').last().click();
	await lin.waitForURL(/\/edit/);
	expect(await situationOf(one)).toBe('登录过期以后写下的话。');
	await lin.context().close();
});

test('nor does it cost the unit that writes an answer a word', async () => {
	const one = await advance(house, 'written');
	const page = await house.pageOf('drafter', { ...desktop, javaScriptEnabled: false });
	await page.goto(`${house.url}/yunxi/unit/proposals/${one.id}/reply/${one.reply}`);
	const cookies = await page.context().cookies();
	await page.context().clearCookies();
	await page.fill('[name=body]', '登录过期以后写下的答复。');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await page.getByText('登录过期了').first().waitFor();
	expect(await page.inputValue('[name=body]')).toBe('登录过期以后写下的答复。');
	await usable(page);
	await page.context().addCookies(cookies);
	await page.getByRole('button', { name: '登录好了，再交一次' }).click();
	await page.waitForURL(/saved=1/);
	expect(await page.inputValue('[name=body]')).toBe('登录过期以后写下的答复。');
	expect(await page.inputValue('[name="promises[0].text"]')).toBe('印发补助办法');
	await page.context().close();
});

test('without a network what is written stays on the device, is offered again, and is stored once there is one', async () => {
	const one = await advance(house, 'drafted');
	const page = await house.pageOf('lin', phone);
	await page.goto(edit(one));
	await page.context().setOffline(true);
	await page.fill('[name=situation]', '在山里写的，没有信号。');
	await page.locator('.draft--bad').waitFor();
	expect(await page.textContent('[data-draft]')).toContain('网没连上');
	await page.context().setOffline(false);
	await page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
	expect(await situationOf(one)).toBe('在山里写的，没有信号。');
	await page.context().close();
});

test('characters from everywhere are stored as they were written, control characters are not', async () => {
	const one = await advance(house, 'drafted');
	const page = await house.pageOf('lin', withoutScript);
	await page.goto(edit(one));
	const form = await formWith(page, '提交提案');
	const odd = '𠮷野家𬙂👩‍👩‍👧 “引号”<b>&amp;</b>\u200b{n, plural}\u0000\u0007\u001b[31m末尾';
	const answer = await send(page, { ...form, fields: { ...form.fields, act: 'save', situation: odd } });
	expect(answer.status()).toBe(303);
	const stored = await situationOf(one);
	expect(stored).toContain('𠮷野家𬙂👩‍👩‍👧 “引号”<b>&amp;</b>');
	expect(stored).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
	await page.goto(edit(one));
	expect(await page.inputValue('[name=situation]')).toBe(stored);
	await usable(page);
	await page.context().close();
});

test('a megabyte in a field is answered with a sentence that names it, and the text comes back', async () => {
	const one = await advance(house, 'drafted');
	const page = await house.pageOf('lin', withoutScript);
	await page.goto(edit(one));
	const form = await formWith(page, '提交提案');
	const huge = '长'.repeat(350_000);
	const answer = await send(page, { ...form, fields: { ...form.fields, situation: huge } });
	expect(answer.status()).toBe(422);
	expect(await saidIn(answer)).toMatch(/情况|太长/);
	expect(await answer.text()).toContain(huge.slice(0, 1000));
	await page.context().close();
});

test('what is sent to a page that is not one’s own is not done, and not explained', async () => {
	const [mine, theirs] = [await advance(house, 'drafted'), await advance(house, 'answered')];
	const lin = await house.pageOf('lin', withoutScript);
	await lin.goto(`${house.url}/yunxi/member/proposals/${theirs.id}`);
	await choose(lin, 'work', 'satisfied');
	const rating = await formWith(lin, '提交评价');
	await lin.goto(edit(mine));
	const draft = await formWith(lin, '提交提案');
	const bai = await house.pageOf('bai', withoutScript);
	for (const form of [draft, rating]) expect([403, 404]).toContain((await send(bai, form)).status());
	const foreign = { ...draft, action: draft.action.replace(mine.id, '0199f0a0-0000-7000-8000-000000000000') };
	expect((await send(lin, foreign)).status()).toBe(404);
	expect((await send(lin, { ...draft, action: draft.action.replace(mine.id, 'x') })).status()).toBe(404);
	expect(await timesDone(house, mine.id, 'proposal', 'submit')).toBe(0);
	for (const page of [lin, bai]) await page.context().close();
});

test('going back after an answer was circulated shows it as it stands, and nothing is done twice', async () => {
	const one = await advance(house, 'written');
	const page = await house.pageOf('drafter', desktop);
	await page.goto(`${house.url}/yunxi/unit/proposals/${one.id}/reply/${one.reply}`);
	await does(page, '送会签', 'reply.circulate');
	await goBack(page);
	await page.reload();
	expect(await page.getByRole('button', { name: '送会签' }).count()).toBe(0);
	expect(await timesDone(house, one.id, 'reply', 'circulate')).toBe(1);
	await page.context().close();
});

test('the first page is light: 150 kB in all, and 60 kB of script, packed', async () => {
	const page = await house.pageOf(null, phone);
	const sizes = new Map<string, number>();
	page.on('response', async (answer) => {
		const body = await answer.body().catch(() => Buffer.alloc(0));
		sizes.set(answer.url(), gzipSync(body).length);
	});
	await page.goto(`${house.url}/yunxi`, { waitUntil: 'networkidle' });
	const sum = (urls: string[]) => urls.reduce((total, url) => total + (sizes.get(url) ?? 0), 0);
	const all = [...sizes.keys()];
	expect(all.length).toBeGreaterThan(1);
	expect(sum(all)).toBeLessThanOrEqual(150 * 1024);
	expect(sum(all.filter((url) => url.endsWith('.js')))).toBeLessThanOrEqual(60 * 1024);
	expect(gzipSync(readFileSync('static/enhance.js')).length).toBeLessThanOrEqual(60 * 1024);
	const packed = await fetch(`${house.url}/yunxi`, { headers: { 'accept-encoding': 'gzip' } });
	expect(packed.headers.get('content-encoding')).toBe('gzip');
	await page.context().close();
});
