import { afterAll, beforeAll, expect, test } from 'vitest';
import { advance, timesDone, type Begun } from './advance.ts';
import { does, formWith, open, saidIn, send, usable } from './errand.ts';
import { openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...phone, javaScriptEnabled: false };
const recordOf = (one: Begun) => `${house.url}/yunxi/member/proposals/${one.id}`;

test('a member is asked to sign, reads the text and signs with a word of his own', async () => {
	const one = await advance(house, 'invited');
	const page = await house.pageOf('gu', phone);
	await open(page, `${house.url}/yunxi/member`);
	await page
		.getByRole('link', { name: /lin邀你联名/ })
		.first()
		.click();
	await page.waitForURL(/#sign$/);
	await usable(page);
	expect(await page.textContent('main')).toContain('半数靠村干部垫钱维持');
	await page.fill('[name=opinion]', '我们村也一样，同意。');
	await does(page, '同意联名', 'signature.sign');
	expect(await page.textContent('main')).toContain('我们村也一样');
	await page.goBack();
	await page.goto(recordOf(one));
	expect(await timesDone(house, one.id, 'signature', 'sign')).toBe(1);
	await page.context().close();
});

test('who does not want to sign says so without script, and is led home', async () => {
	const one = await advance(house, 'invited');
	const page = await house.pageOf('gu', withoutScript);
	await open(page, recordOf(one));
	await does(page, '这次不联', 'signature.decline');
	expect(new URL(page.url()).pathname).toBe('/yunxi/member');
	expect((await page.goto(recordOf(one)))?.status()).toBe(404);
	expect(await timesDone(house, one.id, 'signature', 'decline')).toBe(1);
	await page.context().close();
});

test('two taps sign once', async () => {
	const one = await advance(house, 'invited');
	const page = await house.pageOf('gu', withoutScript);
	await open(page, recordOf(one));
	const form = await formWith(page, '同意联名');
	const answers = await Promise.all([send(page, form), send(page, form)]);
	expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
	expect(await timesDone(house, one.id, 'signature', 'sign')).toBe(1);
	await page.context().close();
});

test('nobody signs for another, and a text without end is answered with a sentence', async () => {
	const one = await advance(house, 'invited');
	const page = await house.pageOf('gu', phone);
	await page.goto(recordOf(one));
	const form = await formWith(page, '同意联名');
	const huge = await send(page, { ...form, fields: { ...form.fields, opinion: '长'.repeat(20_000) } });
	expect(huge.status()).toBe(422);
	expect(await saidIn(huge)).toContain('太长');
	const stranger = await house.pageOf('bai', phone);
	expect((await send(stranger, form)).status()).toBe(404);
	const writer = await house.pageOf('lin', phone);
	expect((await send(writer, form)).status()).toBe(403);
	expect(await timesDone(house, one.id, 'signature', 'sign')).toBe(0);
	for (const visitor of [page, stranger, writer]) await visitor.context().close();
});
