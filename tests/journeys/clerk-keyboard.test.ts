import { afterAll, beforeAll, expect, test } from 'vitest';
import { advance, timesDone } from './advance.ts';
import { usable } from './errand.ts';
import { desktop, openHouse, type House } from './house.ts';
import { pressTo, tabsTo, tabTo } from './tab.ts';

/** Every errand of the office by keyboard alone: Tab, Enter, Space and arrows, and nothing is pointed at. */
let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const desk = () => `${house.url}/yunxi/desk`;

test.each([
	['with script', true],
	['without script', false],
] as const)('the clerk admits a proposal and names its unit by keyboard, %s', async (_how, javaScriptEnabled) => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', { ...desktop, javaScriptEnabled });
	await page.goto(desk());
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.className)).toContain('skip');
	await page.keyboard.press('Enter');
	expect(page.url()).toContain('#main');
	await tabTo(page, /^建立第/);
	await pressTo(page, 'Enter', /open=/);
	expect(await tabsTo(page, /立案/), 'the choice is near the beginning of the panel').toBeLessThan(12);
	await tabTo(page, '单办');
	await tabTo(page, '主办单位');
	await page.keyboard.type('civil');
	await tabTo(page, /^立案$/);
	await pressTo(page, 'Enter', /done=/);
	expect(await timesDone(house, one.id, 'proposal', 'admit')).toBe(1);
	expect(await timesDone(house, one.id, 'proposal', 'propose_assignment')).toBe(1);
	await page.waitForFunction(() => document.activeElement?.id === 'outcome');
	await usable(page);
	await page.context().close();
});

test('the clerk gives a proposal back by keyboard: arrows choose, and after the act the next matter is one key away', async () => {
	const one = await advance(house, 'submitted');
	await advance(house, 'submitted');
	const page = await house.pageOf('clerk', desktop);
	await page.goto(`${desk()}?open=${one.id}#panel`);
	await tabTo(page, '立案');
	await page.keyboard.press('ArrowUp');
	await tabTo(page, '理由');
	await page.keyboard.press('ArrowDown');
	await tabTo(page, '说明');
	await page.keyboard.type('请把两件事分开写。');
	await tabTo(page, /^退回修改$/);
	await pressTo(page, 'Enter', /done=proposal.give_back/);
	expect(await timesDone(house, one.id, 'proposal', 'give_back')).toBe(1);
	expect(await tabsTo(page, /看下一件/)).toBeLessThanOrEqual(2);
	await pressTo(page, 'Enter', /open=(?!.*done)/);
	await page.context().close();
});

test('a refusal takes the focus, and from there Tab leads to the field', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', desktop);
	await page.goto(`${desk()}?open=${one.id}#panel`);
	await tabTo(page, '立案');
	await page.keyboard.press('ArrowRight');
	await tabTo(page, /^并案$/);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement?.closest('#outcome'));
	expect(await tabsTo(page, /写上并入哪一件/)).toBe(1);
	await page.keyboard.press('Enter');
	await page.keyboard.type('没有这一件');
	expect(await page.inputValue('[name=into]')).toBe('没有这一件');
	await page.context().close();
});

test('the assigner confirms by keyboard, one and several', async () => {
	const [one, other] = [await advance(house, 'admitted'), await advance(house, 'admitted')];
	const page = await house.pageOf('assigner', desktop);
	await page.goto(`${desk()}?open=${one.id}#panel`);
	await tabTo(page, /确认交办这/);
	await pressTo(page, 'Enter', /done=assignment.confirm/);
	await page.goto(desk());
	await tabTo(page, new RegExp(`^${other.title.slice(2, 8)}`));
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Space');
	await tabTo(page, '确认交办勾选的', 'Shift+Tab');
	await page.keyboard.press('Enter');
	await tabTo(page, /^确认交办$/);
	await pressTo(page, 'Enter', /done=staff.confirmed_several/);
	for (const each of [one, other]) expect(await timesDone(house, each.id, 'assignment', 'confirm')).toBe(2);
	await page.context().close();
});

test('the inspector reads a reply and sends it back by keyboard', async () => {
	const one = await advance(house, 'signed');
	const page = await house.pageOf('inspector', { ...desktop, javaScriptEnabled: false });
	await page.goto(`${desk()}?open=${one.id}#panel`);
	await tabTo(page, /^审核.*的答复/);
	await page.keyboard.press('ArrowDown');
	await tabTo(page, '退回重拟');
	await page.keyboard.press('Enter');
	await tabTo(page, 'reason');
	await page.keyboard.type('请写明什么时候做完。');
	await tabTo(page, '退回重拟');
	await pressTo(page, 'Enter', /done=reply.send_back/);
	expect(await timesDone(house, one.id, 'reply', 'send_back')).toBe(1);
	await page.context().close();
});

test('the director nominates by keyboard', async () => {
	const one = await advance(house, 'assigned');
	const page = await house.pageOf('director', desktop);
	await page.goto(`${desk()}?open=${one.id}#panel`);
	await tabTo(page, /^提名$/);
	await page.keyboard.press('Enter');
	await tabTo(page, /重点提案/);
	await page.keyboard.press('ArrowDown');
	await tabTo(page, 'reason');
	await page.keyboard.type('写得实。');
	await tabTo(page, /^提名$/);
	await pressTo(page, 'Enter', /done=proposal.nominate/);
	expect(await timesDone(house, one.id, 'proposal', 'nominate')).toBe(1);
	await page.context().close();
});
