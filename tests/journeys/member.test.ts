import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { transition } from '#server/core/transition.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { choose, does, formWith, goBack, open, refused, saidIn, send, usable } from './errand.ts';
import { openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...phone, javaScriptEnabled: false };
const member = () => `${house.url}/yunxi/member`;
const recordOf = (one: Pick<Begun, 'id'>) => `${member()}/proposals/${one.id}`;
const idIn = (page: Page) => /proposals\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

async function begin(page: Page): Promise<void> {
	await open(page, member());
	await page.getByRole('link', { name: '写一件提案' }).click();
	await page.waitForURL(/\/new$/);
	await usable(page);
	await page.getByRole('button', { name: '开始写' }).click();
	await page.waitForURL(/\/edit$/);
	await usable(page);
}

async function giveOpinion(page: Page): Promise<void> {
	for (const [name, value] of Object.entries({
		contact: 'visited',
		hearing: 'visit',
		to_the_point: 'yes',
		work: 'satisfied',
		result: 'dissatisfied',
	}))
		await choose(page, name, value);
}

test('a member writes on the phone, the draft stores itself, a colleague signs, and it is submitted', async () => {
	const page = await house.pageOf('lin', phone);
	await begin(page);
	const stored = page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
	await page.fill('[name=title]', '关于修缮龙潭村灌溉渠的提案');
	await page.fill('[name=situation]', '渠长3公里，去年塌了4处。');
	await stored;
	await page.reload();
	expect(await page.inputValue('[name=situation]')).toBe('渠长3公里，去年塌了4处。');
	await page.fill('[name=analysis]', '渠是1976年修的，没有人管。');
	await page.fill('[name=suggestions]', '一、今冬修好4处塌方。');
	await page.fill('[name=person]', 'gu');
	await does(page, '加一位', 'proposal.invite');
	expect(await page.inputValue('[name=analysis]')).toBe('渠是1976年修的，没有人管。');
	expect(await refused(page, '提交提案')).toContain('gu');
	const id = idIn(page);
	const invitation = await house.db
		.selectFrom('signature')
		.select('id')
		.where('matter_id', '=', id)
		.executeTakeFirstOrThrow();
	await transition(await house.assembly.as('gu', new Date().toISOString()), 'signature', invitation.id, 'sign');
	await page.goto(`${recordOf({ id })}/edit`);
	await does(page, '提交提案', 'proposal.submit');
	await goBack(page);
	expect(await timesDone(house, id, 'proposal', 'submit')).toBe(1);
	await page.context().close();
});

test('without script the whole of it works as well, and a refused submission keeps every word and leads to the field', async () => {
	const page = await house.pageOf('lin', withoutScript);
	await begin(page);
	await page.fill('[name=title]', '关于增设城东公交站的提案');
	await page.fill('[name=situation]', '城东有两千户，最近的车站在一公里外。');
	await page.fill('[name=suggestions]', '一、在老粮站门口设站。');
	const said = await refused(page, '提交提案');
	expect(said).toContain('分析');
	expect(await page.inputValue('[name=suggestions]')).toBe('一、在老粮站门口设站。');
	await page.locator('[data-errors] a').first().click();
	expect(new URL(page.url()).hash).toBe('#f-analysis');
	await page.fill('[name=analysis]', '线路二十年没有改过。');
	await does(page, '提交提案', 'proposal.submit');
	const id = idIn(page);
	await goBack(page);
	expect(await timesDone(house, id, 'proposal', 'submit')).toBe(1);
	await page.context().close();
});

test('the same draft in two tabs: the second is shown both texts, and nothing is lost', async () => {
	const one = await advance(house, 'drafted');
	const [first, second] = [await house.pageOf('lin', phone), await house.pageOf('lin', withoutScript)];
	for (const page of [first, second]) await open(page, `${recordOf(one)}/edit`);
	await first.fill('[name=situation]', '这是先存下的情况。');
	await does(first, '存草稿', 'proposal.revise');
	await second.fill('[name=situation]', '这是后写的情况。');
	const said = await refused(second, '存草稿');
	expect(said).toContain('这是先存下的情况。');
	expect(said).toContain('这是后写的情况。');
	expect(await second.inputValue('[name=situation]')).toBe('这是后写的情况。');
	await does(second, '存草稿', 'proposal.revise');
	expect(await second.inputValue('[name=situation]')).toBe('这是后写的情况。');
	for (const page of [first, second]) await page.context().close();
});

test('a member reads the answer and rates it; dissatisfied, she is asked to say why', async () => {
	const one = await advance(house, 'answered');
	const page = await house.pageOf('lin', phone);
	await open(page, member());
	await page.getByRole('link', { name: /评价一件答复/ }).click();
	await page.waitForURL(/#rate$/);
	await usable(page);
	expect(await page.textContent('.letter')).toContain('按就餐人次给予补助');
	await giveOpinion(page);
	expect(await refused(page, '提交评价')).not.toBe('');
	expect(await page.isChecked('[name=result][value=dissatisfied]')).toBe(true);
	await page.fill('[name=text]', '补助标准没有讲清。');
	await does(page, '提交评价', 'evaluation.give');
	expect(await page.getByRole('button', { name: '提交评价' }).count()).toBe(0);
	await goBack(page);
	expect(await timesDone(house, one.id, 'evaluation', 'give')).toBe(1);
	await page.context().close();
});

test('an opinion can be given without script, and a double tap gives it once', async () => {
	const one = await advance(house, 'answered');
	const page = await house.pageOf('lin', withoutScript);
	await open(page, recordOf(one));
	await giveOpinion(page);
	await page.fill('[name=text]', '还差一份文件。');
	const form = await formWith(page, '提交评价');
	const answers = await Promise.all([send(page, form), send(page, form)]);
	expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
	expect(await timesDone(house, one.id, 'evaluation', 'give')).toBe(1);
	await page.context().close();
});

test('a member withdraws a proposal after being asked once more', async () => {
	const one = await advance(house, 'drafted');
	const page = await house.pageOf('lin', withoutScript);
	await open(page, `${recordOf(one)}/withdraw`);
	await page.fill('[name=reason]', '村里已经修好了。');
	await page.getByRole('button', { name: '撤回提案' }).click();
	await page.waitForURL((to) => !to.pathname.endsWith('/withdraw'));
	await usable(page);
	expect(await timesDone(house, one.id, 'proposal', 'withdraw')).toBe(1);
	await page.context().close();
});

test.each(['', '/proposals', '/notices', '/account'])('the member’s page %s is there on the phone', async (path) => {
	const page = await house.pageOf('lin', phone);
	await open(page, member() + path);
	await page.context().close();
});

test('a text without end is answered with a sentence, and another member’s draft is not found', async () => {
	const one = await advance(house, 'drafted');
	const page = await house.pageOf('lin', phone);
	await page.goto(`${recordOf(one)}/edit`);
	const form = await formWith(page, '提交提案');
	for (const [length, status] of [
		[50_000, 422],
		[5_000_000, 413],
	] as const) {
		const huge = await send(page, { ...form, fields: { ...form.fields, situation: '长'.repeat(length) } });
		expect(huge.status()).toBe(status);
		expect(await saidIn(huge)).toMatch(/太长|太大/);
	}
	const other = await house.pageOf('bai', phone);
	expect((await other.goto(recordOf(one)))?.status()).toBe(404);
	expect(await other.textContent('main')).toContain('没有找到');
	await usable(other);
	const registrar = await house.pageOf('registrar', phone);
	expect((await registrar.goto(member()))?.status()).toBe(403);
	for (const visitor of [page, other, registrar]) await visitor.context().close();
});
