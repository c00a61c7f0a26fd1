import { afterAll, beforeAll, expect, test } from 'vitest';
import { advance, timesDone, type Begun } from './advance.ts';
import { does, formWith, open, saidIn, send, unfold } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const recordOf = (one: Begun) => `${house.url}/yunxi/unit/proposals/${one.id}`;

test('a co-unit gives its opinion, and the lead unit reads it beside the answer', async () => {
	const one = await advance(house, 'written');
	const finance = await house.pageOf('finance_head', { ...desktop, javaScriptEnabled: false });
	await open(finance, `${house.url}/yunxi/unit?tray=work`);
	await finance.getByRole('link', { name: /老年食堂/ }).click();
	await finance.waitForURL(recordOf(one));
	expect(await finance.getByRole('button', { name: '记录沟通' }).count()).toBe(0);
	await finance.fill('[name=opinion]', '同意按人次补助，每人次两元，列入明年预算。');
	await does(finance, '提交会办意见', 'assignment.give_opinion');
	await finance.goBack();
	await finance.goForward();
	expect(await timesDone(house, one.id, 'assignment', 'give_opinion')).toBe(1);
	const head = await house.pageOf('head', desktop);
	await open(head, `${recordOf(one)}/reply/${one.reply}`);
	expect(await head.textContent('aside')).toContain('每人次两元');
	await finance.context().close();
	await head.context().close();
});

test('a co-unit countersigns on the phone, and the answer can be signed', async () => {
	const one = await advance(house, 'circulated');
	const finance = await house.pageOf('finance_head', phone);
	await open(finance, `${house.url}/yunxi/unit?tray=countersign`);
	await finance.getByRole('link', { name: new RegExp(one.title.slice(4, 9)) }).click();
	await finance.waitForURL(recordOf(one));
	expect(await finance.textContent('main')).toContain('由乡镇统一采购');
	await finance.fill('#countersign-note', '补助标准以财政文件为准。');
	await does(finance, '同意会签', 'reply.countersign');
	const head = await house.pageOf('head', desktop);
	await open(head, recordOf(one));
	expect(await head.textContent('main')).toContain('补助标准以财政文件为准');
	await head.fill('[name=letter_no]', '云民函〔2026〕38号');
	await does(head, '签发并报送检查', 'reply.sign');
	for (const page of [finance, head]) await page.context().close();
});

test('a co-unit disagrees: the answer goes back to its writer with the reason', async () => {
	const one = await advance(house, 'circulated');
	const finance = await house.pageOf('finance_head', desktop);
	await open(finance, recordOf(one));
	await unfold(finance, '不同意会签');
	await finance.fill('#disagree-reason', '第一条没有资金来源。');
	await does(finance, '不同意会签', 'reply.disagree');
	const drafter = await house.pageOf('drafter', desktop);
	await open(drafter, recordOf(one));
	expect(await drafter.textContent('main')).toContain('第一条没有资金来源');
	await open(drafter, `${recordOf(one)}/reply/${one.reply}`);
	expect(await drafter.inputValue('[name=body]')).toContain('按就餐人次给予补助');
	for (const page of [finance, drafter]) await page.context().close();
});

test('a co-unit that countersigns too late is told so with a sentence', async () => {
	const one = await advance(house, 'circulated');
	const [early, late] = [await house.pageOf('finance_head', desktop), await house.pageOf('finance_head', desktop)];
	await open(early, recordOf(one));
	await open(late, recordOf(one));
	await unfold(early, '不同意会签');
	await early.fill('#disagree-reason', '请先跟我们商量。');
	await does(early, '不同意会签', 'reply.disagree');
	await late.fill('#countersign-note', '同意。');
	const answer = await send(late, await formWith(late, '同意会签'));
	expect(answer.status()).toBe(409);
	expect(await saidIn(answer)).toContain('先改');
	for (const page of [early, late]) await page.context().close();
});
