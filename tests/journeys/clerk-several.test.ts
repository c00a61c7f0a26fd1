import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { transition } from '#server/core/transition.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { choose, does, formWith, open, refused, saidIn, send } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...desktop, javaScriptEnabled: false };
const desk = () => `${house.url}/yunxi/desk`;
const at = (one: Begun) => `${desk()}?open=${one.id}`;
const stateOf = async (one: Begun) =>
	(await house.db.selectFrom('matter').select('state').where('id', '=', one.id).executeTakeFirstOrThrow()).state;
const act = async (action: string, id: string, input: unknown = {}) =>
	transition(await house.assembly.as('director', new Date().toISOString()), 'proposal', id, action, { input });
const tick = (page: Page, one: Begun) => page.locator(`input[name="id"][value^="${one.id}="]`).check();

test('the clerk merges one proposal into another, and both pages lead to each other', async () => {
	const main = await advance(house, 'submitted');
	const other = await advance(house, 'submitted');
	await act('start_review', main.id);
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, at(other));
	await choose(page, 'choice', 'merge');
	expect(await refused(page, '并案')).toContain('写上并入哪一件');
	await page.fill('[name=into]', '老年食堂之外的什么');
	expect(await refused(page, '并案')).not.toBe('');
	expect(await page.inputValue('[name=into]')).toBe('老年食堂之外的什么');
	await page.fill('[name=into]', main.title);
	await does(page, '并案', 'proposal.merge');
	expect(await stateOf(other)).toBe('merged');
	await page.getByRole('link', { name: '看主案' }).click();
	await page.waitForURL(new RegExp(main.id));
	expect(await page.textContent('#panel')).toContain('并入了1件');
	await page.goBack();
	await page.goForward();
	expect(await timesDone(house, other.id, 'proposal', 'merge')).toBe(1);
	const member = await house.pageOf('lin', phone);
	await open(member, `${house.url}/yunxi/member/proposals/${other.id}`);
	expect(await member.textContent('main')).toContain('并案');
	for (const visitor of [page, member]) await visitor.context().close();
});

test('the clerk takes several under review with one press, on a phone and without script too', async () => {
	const pair = [await advance(house, 'submitted'), await advance(house, 'submitted')];
	const page = await house.pageOf('clerk', { ...phone, javaScriptEnabled: false });
	await open(page, desk());
	for (const one of pair) await tick(page, one);
	await does(page, '开始审查', 'staff.reviewed_several');
	expect(await Promise.all(pair.map(stateOf))).toEqual(['under_review', 'under_review']);
	await page.context().close();
});

test('where one of several cannot be done none is, the sentence names it, and the others stay ticked', async () => {
	const [first, late, third] = [
		await advance(house, 'submitted'),
		await advance(house, 'submitted'),
		await advance(house, 'submitted'),
	];
	const page = await house.pageOf('clerk', desktop);
	await open(page, desk());
	for (const one of [first, late, third]) await tick(page, one);
	await act('start_review', late.id);
	const said = await refused(page, '开始审查');
	expect(said).toContain(late.title);
	expect(said).not.toContain(first.title);
	expect(await Promise.all([first, third].map(stateOf))).toEqual(['submitted', 'submitted']);
	for (const one of [first, third])
		expect(await page.isChecked(`input[name="id"][value^="${one.id}="]`), one.title).toBe(true);
	await does(page, '开始审查', 'staff.reviewed_several');
	expect(await Promise.all([first, third].map(stateOf))).toEqual(['under_review', 'under_review']);
	await page.context().close();
});

test('nothing ticked is said so; a double tap on several is one act; a foreign id moves nothing', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, desk());
	expect(await refused(page, '开始审查')).toContain('还没有勾选');
	await open(page, desk());
	await tick(page, one);
	const form = await formWith(page, '开始审查');
	const foreign = '00000000-0000-4000-8000-000000000000';
	const mixed = {
		...form,
		fields: {
			...form.fields,
			key: crypto.randomUUID(),
			id: [...[form.fields.id ?? []].flat(), `${foreign}=${foreign}:1`],
		},
	};
	expect((await send(page, mixed)).status()).toBe(404);
	expect(await stateOf(one)).toBe('submitted');
	expect((await Promise.all([send(page, form), send(page, form)])).map((answer) => answer.status())).toEqual([
		303, 303,
	]);
	expect(await timesDone(house, one.id, 'proposal', 'start_review')).toBe(1);
	const member = await house.pageOf('lin', desktop);
	expect((await send(member, form)).status()).toBe(403);
	await page.context().close();
	await member.context().close();
});

test('a member objects to a refusal: the desk reads why, and decides anew', async () => {
	const one = await advance(house, 'submitted');
	await act('start_review', one.id);
	await act('decline', one.id, { reason_code: '10', text: '没有写要谁做什么。', conversion: 'suggestion' });
	const page = await house.pageOf('director', withoutScript);
	await open(page, at(one));
	expect(await page.textContent('#panel')).toMatch(/等提案人同意.*可以提出一次异议/s);
	await transition(await house.assembly.as('lin', new Date().toISOString()), 'proposal', one.id, 'object', {
		input: { reason: '建议里写了由民政局补助。' },
	});
	await open(page, at(one));
	expect(await page.textContent('#panel')).toContain('建议里写了由民政局补助');
	await does(page, '立案', 'proposal.admit');
	await page.context().close();
});

test('a clerk enters a paper form for a member, invites a co-proposer, and takes the invitation back', async () => {
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, `${desk()}/proposals/new`);
	expect(await refused(page, '提交提案')).not.toBe('');
	await page.fill('[name=person]', 'lin');
	await page.fill('[name=title]', '关于修复青石镇塌方路段的提案');
	await page.fill('[name=situation]', '青石镇王家堰路段塌方三处。');
	await does(page, '保存草稿', 'proposal.create_on_behalf');
	await page.locator('#f-invite-person').fill('gu');
	await does(page, '邀请联名', 'proposal.invite');
	await does(page, '取消邀请gu', 'signature.cancel');
	await page.fill('[name=analysis]', '多年没有加固。');
	await page.fill('[name=suggestions]', '由交通运输局年内修复。');
	await does(page, '提交提案', 'proposal.submit');
	expect(await page.textContent('main')).toContain('代lin录入');
	await page.context().close();
});

test('20,000 characters are refused with a sentence and come back whole', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, at(one));
	await choose(page, 'choice', 'decline');
	await page.selectOption('[name=decline_reason_code]', '10');
	const long = '长'.repeat(20_000);
	await page.fill('[name=decline_text]', long);
	const form = await formWith(page, '不予立案');
	expect(await saidIn(await send(page, form))).toMatch(/太长/);
	await refused(page, '不予立案');
	expect((await page.inputValue('[name=decline_text]')).length).toBe(20_000);
	await page.context().close();
});
