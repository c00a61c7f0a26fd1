import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { transition } from '#server/core/transition.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { does, formWith, open, refused, send, unfold } from './errand.ts';
import { desktop, openHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...desktop, javaScriptEnabled: false };
const desk = () => `${house.url}/yunxi/desk`;
const tick = (page: Page, one: Begun) => page.locator(`input[name="id"][value^="${one.id}="]`).check();
const stateOf = async (one: Begun) =>
	(await house.db.selectFrom('matter').select('state').where('id', '=', one.id).executeTakeFirstOrThrow()).state;

test('the assigner confirms several proposals at once: the row says to whom each goes, and the consequence comes first', async () => {
	const pair = [await advance(house, 'admitted'), await advance(house, 'admitted')];
	for (const looks of [desktop, withoutScript]) {
		const page = await house.pageOf('assigner', looks);
		await open(page, desk());
		expect(await page.textContent('.dtbl')).toContain('拟交civil_affairs、finance');
		await page.context().close();
	}
	const page = await house.pageOf('assigner', desktop);
	await open(page, desk());
	for (const one of pair) await tick(page, one);
	await unfold(page, '确认交办勾选的');
	expect(await page.textContent('.dbulk')).toContain('收不回来');
	const form = await formWith(page, '确认交办');
	await does(page, '确认交办', 'staff.confirmed_several');
	expect((await send(page, form)).status()).toBe(303);
	for (const one of pair) {
		expect(await stateOf(one)).toBe('assigned');
		expect(await timesDone(house, one.id, 'assignment', 'confirm')).toBe(2);
	}
	await page.context().close();
});

test('units named anew after the assigner has looked do not go out unseen: nothing does, and the sentence says which', async () => {
	const { bodies } = house.assembly;
	const steady = await advance(house, 'admitted');
	const changed = await advance(house, 'admitted');
	const page = await house.pageOf('assigner', withoutScript);
	await open(page, desk());
	for (const one of [steady, changed]) await tick(page, one);
	await transition(
		await house.assembly.as('clerk', new Date().toISOString()),
		'proposal',
		changed.id,
		'propose_assignment',
		{
			input: {
				handling: 'sole',
				lead_unit_ids: [bodies.transport],
				co_unit_ids: [],
				assigner_id: bodies.government_office,
			},
		},
	);
	await unfold(page, '确认交办勾选的');
	expect(await refused(page, '确认交办')).toContain(changed.title);
	expect(await Promise.all([steady, changed].map(stateOf))).toEqual(['admitted', 'admitted']);
	expect(await page.textContent('.dtbl')).toContain('拟交transport');
	await unfold(page, '确认交办勾选的');
	await does(page, '确认交办', 'staff.confirmed_several');
	expect(await Promise.all([steady, changed].map(stateOf))).toEqual(['assigned', 'admitted']);
	await page.context().close();
});

test('a unit that does not fit is named anew before anything goes out', async () => {
	const one = await advance(house, 'admitted', { sole: true });
	const page = await house.pageOf('assigner', withoutScript);
	await open(page, `${desk()}?open=${one.id}`);
	await unfold(page, '改派');
	const form = page.locator('form[id^="assignment-reassign"]');
	await form.locator('[name=unit_id]').selectOption(house.assembly.bodies.transport);
	await form.locator('[name=reason]').fill('确属交通运输局职责。');
	await does(page, 'civil_affairs不合适，改派', 'assignment.reassign');
	expect(await stateOf(one)).toBe('assigned');
	await page.context().close();
});
