import { afterAll, beforeAll, expect, test } from 'vitest';
import { transition } from '#server/core/transition.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { does, formWith, open, saidIn, send, unfold } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const at = (one: Begun) => `${house.url}/yunxi/desk?open=${one.id}`;

test('the inspector reads a signed answer and lets it pass; the unit can deliver it', async () => {
	const one = await advance(house, 'signed');
	const page = await house.pageOf('inspector', desktop);
	await open(page, `${house.url}/yunxi/desk?view=check`);
	await page
		.getByRole('link', { name: /老年食堂/ })
		.first()
		.click();
	await page.waitForURL(/open=/);
	expect(await page.textContent('#panel')).toContain('按就餐人次给予补助');
	await does(page, '检查通过', 'reply.check');
	const registrar = await house.pageOf('registrar', desktop);
	await open(registrar, `${house.url}/yunxi/unit/proposals/${one.id}`);
	await does(registrar, '送达提案人', 'reply.deliver');
	for (const visitor of [page, registrar]) await visitor.context().close();
});

test('the inspector sends an answer back on the phone without script, and the unit reads why', async () => {
	const one = await advance(house, 'signed');
	const page = await house.pageOf('inspector', { ...phone, javaScriptEnabled: false });
	await open(page, at(one));
	await unfold(page, '退回重拟');
	await page.locator('form[id^="reply-send_back"] [name=reason]').fill('第二条没有写什么时候做完。');
	await does(page, '退回重拟', 'reply.send_back');
	await page.goBack();
	await page.goForward();
	expect(await timesDone(house, one.id, 'reply', 'send_back')).toBe(1);
	const drafter = await house.pageOf('drafter', desktop);
	await open(drafter, `${house.url}/yunxi/unit/proposals/${one.id}`);
	expect(await drafter.textContent('main')).toContain('第二条没有写什么时候做完');
	for (const visitor of [page, drafter]) await visitor.context().close();
});

test('the inspector decides on more time', async () => {
	const one = await advance(house, 'acknowledged');
	await transition(
		await house.assembly.as('head', new Date().toISOString()),
		'assignment',
		one.lead,
		'request_extension',
		{ input: { reason: '要等省里的文件。' } },
	);
	const page = await house.pageOf('inspector', desktop);
	await open(page, at(one));
	expect(await page.textContent('#panel')).toContain('要等省里的文件');
	await does(page, '同意延期', 'assignment.grant_extension');
	await page.context().close();
});

test('a double tap checks once, and whoever is not the inspector is told so', async () => {
	const one = await advance(house, 'signed');
	const page = await house.pageOf('inspector', desktop);
	await open(page, at(one));
	const form = await formWith(page, '检查通过');
	const clerk = await house.pageOf('clerk', desktop);
	const forged = await send(clerk, form);
	expect(forged.status()).toBe(403);
	expect(await saidIn(forged)).toContain('办不了');
	expect((await Promise.all([send(page, form), send(page, form)])).map((answer) => answer.status())).toEqual([
		303, 303,
	]);
	expect(await timesDone(house, one.id, 'reply', 'check')).toBe(1);
	for (const visitor of [page, clerk]) await visitor.context().close();
});
