import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { advance, timesDone, type Begun } from './advance.ts';
import { does, formWith, open, refused, saidIn, send, unfold, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const recordOf = (one: Begun) => `${house.url}/yunxi/unit/proposals/${one.id}`;
/** Everything of an answer but its promise, written with the page's own fields. */
async function write(page: Page): Promise<void> {
	await page.fill('[name=body]', '您的建议收悉。\n一、按就餐人次补助。');
	await page.getByLabel('列入计划').check();
	await page.fill('[name=contact_name]', '社区治理科');
	await page.fill('[name=contact_phone]', '0000-8812367');
}

test('a unit takes a proposal on, meets the proposer, writes, circulates, signs and delivers, each layer its own part', async () => {
	const one = await advance(house, 'assigned');
	const registrar = await house.pageOf('registrar', desktop);
	await open(registrar, `${house.url}/yunxi/unit`);
	await registrar.getByRole('link', { name: /老年食堂/ }).click();
	await registrar.waitForURL(recordOf(one));
	await does(registrar, '签收', 'assignment.acknowledge');

	const drafter = await house.pageOf('drafter', desktop);
	await open(drafter, recordOf(one));
	await drafter.fill('[name=note]', '到龙潭村当面商量，提案人同意先试半年。');
	await does(drafter, '记录沟通', 'assignment.record_contact');
	await does(drafter, '起草答复', 'assignment.draft_reply');
	await drafter.getByRole('link', { name: '写答复' }).click();
	await drafter.waitForURL(/\/reply\//);
	await usable(drafter);
	await write(drafter);
	expect(await refused(drafter, '送会签')).toContain('承诺');
	expect(await drafter.inputValue('[name=body]')).toContain('按就餐人次补助');
	await drafter.fill('[name="promises[0].text"]', '印发补助办法');
	await drafter.fill('[name="promises[0].due_on"]', '2099-06-30');
	await does(drafter, '送会签', 'reply.circulate');

	const finance = await house.pageOf('finance_head', desktop);
	await open(finance, recordOf(one));
	await does(finance, '同意会签', 'reply.countersign');
	const head = await house.pageOf('head', desktop);
	await open(head, recordOf(one));
	await head.fill('[name=letter_no]', '云民函〔2026〕37号');
	await does(head, '签发并报送检查', 'reply.sign');
	expect(await head.getByRole('button', { name: '送达提案人' }).count()).toBe(0);

	const inspected = await advance(house, 'checked');
	await open(registrar, recordOf(inspected));
	await does(registrar, '送达提案人', 'reply.deliver');
	expect(await registrar.textContent('.letter')).toContain('按就餐人次给予补助');
	for (const page of [registrar, drafter, finance, head]) await page.context().close();
});

test('without script and on a phone the unit still answers, and going back does not act again', async () => {
	const one = await advance(house, 'assigned', { sole: true });
	const page = await house.pageOf('drafter', { ...phone, javaScriptEnabled: false });
	await open(page, recordOf(one));
	await does(page, '签收', 'assignment.acknowledge');
	await page.goBack();
	await page.goForward();
	await page.reload();
	expect(await timesDone(house, one.id, 'assignment', 'acknowledge')).toBe(1);
	await page.fill('[name=note]', '电话里说清了两点。');
	await does(page, '记录沟通', 'assignment.record_contact');
	await does(page, '起草答复', 'assignment.draft_reply');
	await page.getByRole('link', { name: '写答复' }).click();
	await write(page);
	await page.getByLabel('已经解决').check();
	await does(page, '送会签', 'reply.circulate');
	await page.context().close();
});

test('a form sent twice at once is one act, and sent again later it is still that act', async () => {
	const one = await advance(house, 'assigned');
	const page = await house.pageOf('registrar', desktop);
	await page.goto(recordOf(one));
	const form = await formWith(page, '签收');
	const answers = await Promise.all([send(page, form), send(page, form)]);
	expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
	expect((await send(page, form)).status()).toBe(303);
	expect(await timesDone(house, one.id, 'assignment', 'acknowledge')).toBe(1);
	await page.context().close();
});

test('two at one answer: the second is shown both texts and can still store hers', async () => {
	const one = await advance(house, 'written');
	const address = `${recordOf(one)}/reply/${one.reply}`;
	const [first, second] = [
		await house.pageOf('drafter', desktop),
		await house.pageOf('drafter', { ...desktop, javaScriptEnabled: false }),
	];
	await open(first, address);
	await open(second, address);
	await first.fill('[name=body]', '先存下的答复。');
	await first.getByRole('button', { name: '保存', exact: true }).click();
	await first.waitForURL(/saved=1/);
	await second.fill('[name=body]', '后写的答复。');
	const said = await refused(second, '保存');
	expect(said).toContain('先存下的答复。');
	expect(said).toContain('后写的答复。');
	expect(await second.inputValue('[name=body]')).toBe('后写的答复。');
	await second.getByRole('button', { name: '保存', exact: true }).click();
	await second.waitForURL(/saved=1/);
	expect(await second.inputValue('[name=body]')).toBe('后写的答复。');
	for (const page of [first, second]) await page.context().close();
});

test('two colleagues press the same button: one act, and the other is told what has become of it', async () => {
	const one = await advance(house, 'met');
	const [first, second] = [await house.pageOf('drafter', desktop), await house.pageOf('head', desktop)];
	await open(first, recordOf(one));
	await open(second, recordOf(one));
	await does(first, '起草答复', 'assignment.draft_reply');
	expect(await refused(second, '起草答复')).toContain('先改');
	expect(await timesDone(house, one.id, 'assignment', 'draft_reply')).toBe(1);
	for (const page of [first, second]) await page.context().close();
});

test('a unit that has been given the wrong thing asks to return it, or asks for more time', async () => {
	const one = await advance(house, 'acknowledged');
	const page = await house.pageOf('head', desktop);
	await open(page, recordOf(one));
	await unfold(page, '申请延期');
	await page.fill('#request_extension-reason', '要等省里的文件。');
	await does(page, '申请延期', 'assignment.request_extension');
	const other = await advance(house, 'assigned');
	await open(page, recordOf(other));
	await unfold(page, '申请退办');
	await page.fill('#request_return-reason', '这件归交通运输局管。');
	await does(page, '申请退办', 'assignment.request_return');
	expect(await page.textContent('main')).toContain('这件归交通运输局管');
	await page.context().close();
});

test('who does not belong to a unit is told so, and a unit sees nothing of what is not its own', async () => {
	const page = await house.pageOf('lin');
	expect((await page.goto(`${house.url}/yunxi/unit`))?.status()).toBe(403);
	expect(await page.textContent('body')).toContain('这里是承办单位的办理台');
	const one = await advance(house, 'acknowledged');
	const transport = await house.pageOf('transport_head', desktop);
	expect((await transport.goto(recordOf(one)))?.status()).toBe(404);
	const nobody = await house.pageOf(null);
	await nobody.goto(recordOf(one));
	expect(new URL(nobody.url()).pathname).toBe('/yunxi/sign-in');
	for (const visitor of [page, transport, nobody]) await visitor.context().close();
});

test('an act that is not hers is refused with a sentence, a text without end too, and neither is a fault of ours', async () => {
	const one = await advance(house, 'met');
	const page = await house.pageOf('drafter', desktop);
	await page.goto(recordOf(one));
	const form = await formWith(page, '记录沟通');
	const forged = await send(page, {
		...form,
		fields: { ...form.fields, act: 'request_extension', reason: '再给我一个月', key: 'forged' },
	});
	expect(forged.status()).toBe(403);
	expect(await saidIn(forged)).toContain('你现在的身份办不了');
	for (const [length, status] of [
		[20_000, 422],
		[5_000_000, 413],
	] as const) {
		const huge = await send(page, {
			...form,
			fields: { ...form.fields, note: '长'.repeat(length), key: `huge-${length}` },
		});
		expect(huge.status()).toBe(status);
		expect(await saidIn(huge)).toMatch(/太长|太大/);
	}
	expect(await timesDone(house, one.id, 'assignment', 'record_contact')).toBe(1);
	await page.context().close();
});
