import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { advance, timesDone, type Begun } from './advance.ts';
import { choose, does, formWith, open, refused, saidIn, send, unfold, usable, type Form } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...desktop, javaScriptEnabled: false };
const desk = () => `${house.url}/yunxi/desk`;
const at = (one: Begun) => `${desk()}?open=${one.id}`;
const stored = (one: Begun) =>
	house.db.selectFrom('matter').select(['state', 'number']).where('id', '=', one.id).executeTakeFirstOrThrow();

async function nameUnits(page: Page): Promise<void> {
	await choose(page, 'handling', 'joint');
	await page.selectOption('[name=lead]', house.assembly.bodies.civil_affairs);
	await choose(page, 'others', house.assembly.bodies.finance);
}

test('a clerk reads a proposal on the desk, admits it and names the units in one step', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', desktop);
	await open(page, desk());
	await page
		.getByRole('link', { name: /老年食堂/ })
		.first()
		.click();
	await page.waitForURL(/open=/);
	await usable(page);
	expect(await page.textContent('#panel')).toContain('核对提示');
	await open(page, `${at(one)}&tab=text`);
	expect(await page.textContent('#panel')).toContain('半数靠村干部垫钱维持');
	await open(page, `${at(one)}&tab=record`);
	await open(page, at(one));
	await choose(page, 'handling', 'joint');
	await page.selectOption('[name=lead]', house.assembly.bodies.civil_affairs);
	await page.fill('[name=advice]', '请民政局牵头，财政局测算补助。');
	await refused(page, '立案');
	expect(await page.inputValue('[name=advice]')).toBe('请民政局牵头，财政局测算补助。');
	expect((await stored(one)).number).toBeNull();
	await choose(page, 'others', house.assembly.bodies.finance);
	await does(page, '立案', 'staff.admitted_with_units');
	expect(await stored(one)).toMatchObject({ state: 'admitted', number: 1 });
	expect(await timesDone(house, one.id, 'proposal', 'propose_assignment')).toBe(1);
	await page.context().close();
});

test('without script the clerk gives a proposal back with a reason, and going back does not do it again', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, at(one));
	await choose(page, 'choice', 'give_back');
	await page.selectOption('[name=back_reason_code]', 'more_than_one');
	await page.fill('[name=back_reason]', '食堂和村卫生室是两件事，请分开写。');
	await does(page, '退回修改', 'proposal.give_back');
	await page.goBack();
	await page.goForward();
	expect(await timesDone(house, one.id, 'proposal', 'give_back')).toBe(1);
	const member = await house.pageOf('lin', { ...phone, javaScriptEnabled: false });
	await open(member, `${house.url}/yunxi/member/proposals/${one.id}`);
	expect(await member.textContent('main')).toContain('食堂和村卫生室是两件事');
	for (const visitor of [page, member]) await visitor.context().close();
});

test('the clerk declines with a reason of the catalogue, and the member may object once', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, at(one));
	await choose(page, 'choice', 'decline');
	expect(await refused(page, '不予立案')).not.toBe('');
	await page.selectOption('[name=decline_reason_code]', '10');
	await page.fill('[name=decline_text]', '没有写要谁做什么。');
	await does(page, '不予立案', 'proposal.decline');
	const member = await house.pageOf('lin', phone);
	await open(member, `${house.url}/yunxi/member/proposals/${one.id}`);
	expect(await member.textContent('main')).toContain('没有写要谁做什么');
	await member.locator('summary', { hasText: '提出异议' }).click();
	await member.fill('[name=reason]', '建议里写了由民政局补助。');
	await does(member, '提出异议', 'proposal.object');
	expect((await stored(one)).state).toBe('under_review');
	for (const visitor of [page, member]) await visitor.context().close();
});

test('two at the desk admit the same proposal at once: it gets one number, and the other is told', async () => {
	const one = await advance(house, 'submitted');
	const pages = [await house.pageOf('clerk', desktop), await house.pageOf('director', desktop)];
	const forms: Form[] = [];
	for (const page of pages) {
		await open(page, at(one));
		await nameUnits(page);
		await page.fill('[name=advice]', '请抓紧办。');
		forms.push(await formWith(page, '立案'));
	}
	const answers = await Promise.all(pages.map((page, index) => send(page, forms[index] ?? { action: '', fields: {} })));
	expect(answers.map((answer) => answer.status()).sort()).toEqual([303, 409]);
	const loser = answers.find((answer) => answer.status() === 409);
	expect(loser && (await saidIn(loser))).toContain('先改');
	expect(loser && (await loser.text())).toContain('请抓紧办。');
	const given = await house.db.selectFrom('number_given').select('number').where('matter_id', '=', one.id).execute();
	expect(given).toHaveLength(1);
	expect(await timesDone(house, one.id, 'proposal', 'admit')).toBe(1);
	for (const page of pages) await page.context().close();
});

test('a double tap on the desk is one act', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('clerk', desktop);
	await open(page, at(one));
	const form = await formWith(page, '立案');
	const answers = await Promise.all([send(page, form), send(page, form)]);
	expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
	expect(await timesDone(house, one.id, 'proposal', 'admit')).toBe(1);
	await page.context().close();
});

test('the clerk publishes an answered proposal, and the whole record of it is there', async () => {
	const one = await advance(house, 'rated');
	const page = await house.pageOf('clerk', desktop);
	await open(page, `${desk()}/proposals/${one.id}`);
	await unfold(page, '公开全文');
	await does(page, '公开全文', 'proposal.publish');
	const citizen = await house.pageOf(null);
	await open(citizen, `${house.url}/yunxi/proposals/${one.id}`);
	for (const visitor of [page, citizen]) await visitor.context().close();
});

test.each(['?view=all', '?view=handling', '/progress', '/proposals', '/proposals/new'])(
	'the page %s of the desk is there, on a desk and on a phone',
	async (path) => {
		for (const looks of [desktop, phone]) {
			const page = await house.pageOf('clerk', looks);
			await open(page, desk() + path);
			await page.context().close();
		}
	},
);

test('who does not work at the desk is told so, and a text without end is answered with a sentence', async () => {
	const one = await advance(house, 'submitted');
	const clerk = await house.pageOf('clerk', desktop);
	for (const path of ['/proposals/00000000-0000-4000-8000-000000000000', '/proposals/no-id', '/nowhere']) {
		expect((await clerk.goto(desk() + path))?.status(), path).toBe(404);
		expect(await clerk.textContent('main')).toContain('没有找到');
		await usable(clerk);
	}
	await clerk.context().close();
	for (const name of ['lin', 'drafter'] as const) {
		const page = await house.pageOf(name, desktop);
		expect((await page.goto(at(one)))?.status()).toBe(403);
		expect(await page.textContent('body')).toContain('这里是政协机关的办公台');
		await usable(page);
		await page.context().close();
	}
	const page = await house.pageOf('clerk', desktop);
	await open(page, at(one));
	await choose(page, 'choice', 'give_back');
	const form = await formWith(page, '退回修改');
	for (const [length, status] of [
		[20_000, 422],
		[5_000_000, 413],
	] as const) {
		const huge = await send(page, {
			...form,
			fields: { ...form.fields, back_reason_code: 'other', back_reason: '长'.repeat(length) },
		});
		expect(huge.status()).toBe(status);
		expect(await saidIn(huge)).toMatch(/太长|太大/);
	}
	await page.context().close();
});
