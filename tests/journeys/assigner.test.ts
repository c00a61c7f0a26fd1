import { afterAll, beforeAll, expect, test } from 'vitest';
import { transition } from '#server/core/transition.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { does, formWith, open, send, unfold } from './errand.ts';
import { desktop, openHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...desktop, javaScriptEnabled: false };
const at = (one: Begun) => `${house.url}/yunxi/desk?open=${one.id}`;
async function returned(): Promise<Begun> {
	const one = await advance(house, 'assigned');
	await transition(
		await house.assembly.as('head', new Date().toISOString()),
		'assignment',
		one.lead,
		'request_return',
		{ input: { reason: '这件归交通运输局管。' } },
	);
	return one;
}

test('the assigner confirms both units in one act, and both find the proposal on their desks', async () => {
	const one = await advance(house, 'admitted');
	const page = await house.pageOf('assigner', desktop);
	await open(page, `${house.url}/yunxi/desk`);
	await page
		.getByRole('link', { name: /老年食堂/ })
		.first()
		.click();
	await page.waitForURL(/open=/);
	await does(page, '确认交办这2个单位', 'assignment.confirm');
	for (const name of ['registrar', 'finance_head'] as const) {
		const unit = await house.pageOf(name, desktop);
		await open(unit, `${house.url}/yunxi/unit?tray=receive`);
		expect(await unit.textContent('main')).toContain('老年食堂');
		await unit.context().close();
	}
	expect(await timesDone(house, one.id, 'assignment', 'confirm')).toBe(2);
	await page.context().close();
});

test('a double tap confirms once, and without script it works as well', async () => {
	const one = await advance(house, 'admitted');
	const page = await house.pageOf('assigner', withoutScript);
	await open(page, at(one));
	const form = await formWith(page, '确认交办这2个单位');
	expect((await Promise.all([send(page, form), send(page, form)])).map((answer) => answer.status())).toEqual([
		303, 303,
	]);
	expect(await timesDone(house, one.id, 'assignment', 'confirm')).toBe(2);
	const another = await advance(house, 'admitted');
	await open(page, at(another));
	await does(page, '确认交办这2个单位', 'assignment.confirm');
	await page.goBack();
	await page.goForward();
	expect(await timesDone(house, another.id, 'assignment', 'confirm')).toBe(2);
	await page.context().close();
});

test('a unit wants to return a proposal: the assigner names another one', async () => {
	const one = await returned();
	const page = await house.pageOf('assigner', withoutScript);
	await open(page, at(one));
	expect(await page.textContent('#panel')).toContain('这件归交通运输局管');
	await unfold(page, '改派单位');
	const form = page.locator('form[id^="assignment-reassign"]');
	await form.locator('[name=unit_id]').selectOption(house.assembly.bodies.transport);
	await form.locator('[name=reason]').fill('确属交通运输局职责。');
	await does(page, '改派单位', 'assignment.reassign');
	const transport = await house.pageOf('transport_head', desktop);
	await open(transport, `${house.url}/yunxi/unit/proposals/${one.id}`);
	for (const visitor of [page, transport]) await visitor.context().close();
});

test('a unit wants to return a proposal: the assigner does not agree, and it stays', async () => {
	const one = await returned();
	const page = await house.pageOf('assigner', desktop);
	await open(page, at(one));
	await unfold(page, '不同意退办');
	await page.locator('form[id^="assignment-refuse_return"] [name=reason]').fill('民政局牵头更合适。');
	await does(page, '不同意退办', 'assignment.refuse_return');
	const head = await house.pageOf('head', desktop);
	await open(head, `${house.url}/yunxi/unit/proposals/${one.id}`);
	expect(await head.textContent('main')).toContain('民政局牵头更合适');
	for (const visitor of [page, head]) await visitor.context().close();
});
