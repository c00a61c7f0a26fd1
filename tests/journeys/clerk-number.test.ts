import { afterAll, beforeAll, expect, test } from 'vitest';
import { transition } from '#server/core/transition.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { choose, does, open, refused, unfold } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...desktop, javaScriptEnabled: false };
const at = (one: Begun) => `${house.url}/yunxi/desk?open=${one.id}`;
const stored = (one: Begun) =>
	house.db
		.selectFrom('matter')
		.select(['state', 'number', 'number_label'])
		.where('id', '=', one.id)
		.executeTakeFirstOrThrow();
const reasonFor = (act: string) => `form[id^="proposal-${act}"] [name=reason]`;
async function askedBack(): Promise<Begun> {
	const one = await advance(house, 'assigned');
	const lin = await house.assembly.as('lin', new Date().toISOString());
	await transition(lin, 'proposal', one.id, 'request_withdrawal', { input: { reason: '县里已经出台办法。' } });
	return one;
}

test('the proposer asks to withdraw an admitted proposal: the desk reads why, and consents after reading what follows', async () => {
	const one = await askedBack();
	const page = await house.pageOf('director', withoutScript);
	await open(page, at(one));
	expect(await page.textContent('#panel')).toContain('县里已经出台办法');
	await page.locator('summary', { hasText: /^\s*同意撤案/ }).click();
	expect(await page.textContent('#panel')).toContain('收不回来');
	await page.getByRole('button', { name: '同意撤案', exact: true }).click();
	await page.waitForURL(/done=proposal.consent_to_withdrawal/);
	expect(await stored(one)).toMatchObject({ state: 'withdrawn', number: null });
	await page.goBack();
	await page.goForward();
	expect(await timesDone(house, one.id, 'proposal', 'consent_to_withdrawal')).toBe(1);
	await page.context().close();
});

test('the committee does not agree: the units go on, and the proposer reads why', async () => {
	const one = await askedBack();
	const page = await house.pageOf('clerk', { ...phone, javaScriptEnabled: false });
	await open(page, at(one));
	await unfold(page, '不同意撤案');
	expect(await refused(page, '不同意撤案')).not.toBe('');
	await page.fill(reasonFor('refuse_withdrawal'), '涉及面广，请继续办理。');
	await does(page, '不同意撤案', 'proposal.refuse_withdrawal');
	expect((await stored(one)).state).toBe('assigned');
	await page.context().close();
});

test('a proposal filed in the wrong period gets another number, and the wrong one is void', async () => {
	const one = await advance(house, 'assigned');
	const before = await stored(one);
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, at(one));
	await unfold(page, '重编案号');
	const form = page.locator('form[id^="proposal-renumber"]');
	await form.locator('[name=plenary_session_id]').selectOption(house.assembly.session_id);
	await choose(page, 'period', before.number_label?.startsWith('平') ? 'in_session' : 'between_sessions');
	await page.fill(reasonFor('renumber'), '是会上交来的。');
	await form.locator('button').click();
	await page.waitForURL(/done=proposal.renumber/);
	expect((await stored(one)).number_label).not.toBe(before.number_label);
	await page.context().close();
});

test('the clerk says in three sentences what it is about; they stand in the form again', async () => {
	const one = await advance(house, 'answered');
	const page = await house.pageOf('clerk', withoutScript);
	await open(page, at(one));
	await unfold(page, '写三句话看懂');
	await page.fill('[name=wants]', '给村级老年食堂固定补助。');
	expect(await refused(page, '写三句话看懂')).not.toBe('');
	expect(await page.inputValue('[name=wants]')).toBe('给村级老年食堂固定补助。');
	await page.fill('[name=answer]', '同意按人次补助。');
	await page.fill('[name=now]', '等提案人评价。');
	await does(page, '写三句话看懂', 'proposal.write_gist');
	await unfold(page, '写三句话看懂');
	expect(await page.inputValue('[name=now]')).toBe('等提案人评价。');
	await page.context().close();
});

test('where no proposer may judge the answer the director does, at the desk', async () => {
	const one = await advance(house, 'checked', { sole: true });
	const { db, assembly } = house;
	for (const name of ['lin', 'gu'] as const)
		await db
			.updateTable('mandate')
			.set({ ends_on: '2022-12-31' })
			.where('person_id', '=', assembly.persons[name])
			.execute();
	await transition(await assembly.as('registrar', new Date().toISOString()), 'reply', one.reply, 'deliver');
	const page = await house.pageOf('director', withoutScript);
	await open(page, `${house.url}/yunxi/desk`);
	await page.getByRole('link', { name: one.title.slice(2, 12) }).click();
	await page.waitForURL(/open=/);
	expect(await page.textContent('#panel')).toContain('由提案委员会代表评价');
	await refused(page, '提交评价');
	for (const [field, value] of Object.entries({
		contact: 'visited',
		hearing: 'visit',
		to_the_point: 'yes',
		work: 'satisfied',
		result: 'basically',
	}))
		await choose(page, field, value);
	await does(page, '提交评价', 'evaluation.give');
	expect((await stored(one)).state).toBe('rated');
	await page.context().close();
});
