import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { transition } from '#server/core/transition.ts';
import { findDossier } from '#server/proposals/queries/dossier.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { choose, does, formWith, open, refused, send, unfold } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...desktop, javaScriptEnabled: false };
const at = (one: Begun) => `${house.url}/yunxi/desk?open=${one.id}`;
const stored = (one: Begun) =>
	house.db.selectFrom('matter').select(['state', 'openness']).where('id', '=', one.id).executeTakeFirstOrThrow();
const act = async (
	name: 'lin' | 'gu' | 'drafter' | 'director',
	machine: string,
	id: string,
	action: string,
	input: unknown,
) => transition(await house.assembly.as(name, new Date().toISOString()), machine, id, action, { input });
const reasonFor = (page: Page, act: string) => page.locator(`form[id^="${act}"] [name=reason]`);

/** Both proposers have rated, one of them badly. */
async function dissatisfied(): Promise<Begun> {
	const one = await advance(house, 'answered');
	const found = await findDossier(house.db, await house.assembly.as('director', new Date().toISOString()), one.id);
	const good = { contact: 'visited', hearing: 'visit', to_the_point: 'mostly', work: 'satisfied', result: 'satisfied' };
	for (const { id, person_id } of found?.evaluations ?? [])
		await (person_id === house.assembly.persons.lin
			? act('lin', 'evaluation', id, 'give', { ...good, result: 'dissatisfied', text: '补助没有写数额。' })
			: act('gu', 'evaluation', id, 'give', good));
	return one;
}

test('a proposer is not satisfied: the director reads why and orders the matter to be handled anew', async () => {
	const one = await dissatisfied();
	const page = await house.pageOf('director', withoutScript);
	await open(page, `${house.url}/yunxi/desk/proposals/${one.id}`);
	expect(await page.textContent('main')).toContain('补助没有写数额');
	await unfold(page, '要求重新办理');
	await reasonFor(page, 'proposal-order_rehandling').fill('请写清补助数额和起始月份。');
	await does(page, '要求重新办理', 'proposal.order_rehandling');
	expect((await stored(one)).state).toBe('assigned');
	const clerk = await house.pageOf('clerk', desktop);
	await open(clerk, at(one));
	expect(await clerk.getByRole('button', { name: '要求重新办理' }).count()).toBe(0);
	for (const visitor of [page, clerk]) await visitor.context().close();
});

test('what is promised is followed, dropped with a reason, and only then is the matter closed and opened again', async () => {
	const one = await advance(house, 'rated');
	const page = await house.pageOf('director', desktop);
	await open(page, at(one));
	expect(await page.textContent('#panel')).toMatch(/“办结提案”现在不能办/);
	await does(page, '跟踪兑现', 'proposal.follow_up');
	await open(page, `${house.url}/yunxi/desk?view=promises&open=${one.id}`);
	await unfold(page, '不再兑现');
	await reasonFor(page, 'commitment-drop').fill('省里已经统一补助。');
	await page
		.getByRole('button', { name: /不再兑现|取消承诺|注销/ })
		.first()
		.click();
	await page.waitForURL(/done=commitment.drop/);
	await does(page, '办结提案', 'proposal.close');
	await unfold(page, '重新打开');
	await reasonFor(page, 'proposal-reopen').fill('补助又停发了。');
	await does(page, '重新打开', 'proposal.reopen');
	expect((await stored(one)).state).toBe('assigned');
	await page.context().close();
});

test('a reported promise goes back to its unit where it is not so', async () => {
	const one = await advance(house, 'rated');
	const promise = await house.db
		.selectFrom('commitment')
		.select('id')
		.where('matter_id', '=', one.id)
		.executeTakeFirstOrThrow();
	await act('drafter', 'commitment', promise.id, 'report_kept', { evidence: '云民发〔2026〕12号已印发。' });
	const page = await house.pageOf('director', withoutScript);
	await open(page, `${house.url}/yunxi/desk`);
	expect(await page.textContent('.dtbl')).toContain('承诺待核实');
	await open(page, at(one));
	expect(await page.textContent('#panel')).toContain('云民发〔2026〕12号已印发');
	const form = page.locator('form[id^="commitment-send_back"]');
	await page.locator('details', { has: form }).locator('summary').click();
	await form.locator('[name=reason]').fill('文件里没有补助标准。');
	await form.locator('button').click();
	await page.waitForURL(/done=commitment.send_back/);
	await page.context().close();
});

test('the director marks a proposal secret and lifts it again; meanwhile no list shows it to members', async () => {
	const one = await advance(house, 'assigned');
	const page = await house.pageOf('director', withoutScript);
	await open(page, at(one));
	await unfold(page, '标为涉密');
	expect(await refused(page, '标为涉密')).not.toBe('');
	await reasonFor(page, 'proposal-mark_secret').fill('涉及在建设施的位置。');
	const form = await formWith(page, '标为涉密');
	await page.getByRole('button', { name: '标为涉密', exact: true }).click();
	await page.waitForURL(/done=proposal.mark_secret/);
	expect((await stored(one)).openness).toBe('restricted');
	const clerk = await house.pageOf('clerk', desktop);
	expect((await send(clerk, { ...form, fields: { ...form.fields, key: crypto.randomUUID() } })).status()).toBe(404);
	await clerk.context().close();
	await page.context().close();
});

test('once published a proposal can be taken back, with a reason', async () => {
	const one = await advance(house, 'published');
	const page = await house.pageOf('director', { ...phone, javaScriptEnabled: false });
	await open(page, at(one));
	await unfold(page, '不公开');
	await reasonFor(page, 'proposal-withhold').fill('单位要求补充核实。');
	await does(page, '不公开', 'proposal.withhold');
	expect((await stored(one)).openness).toBe('internal');
	await unfold(page, '只公开题目');
	await does(page, '只公开题目', 'proposal.publish_summary');
	expect((await stored(one)).openness).toBe('summary');
	await page.context().close();
});

test('a key proposal: the clerk nominates, the director shortlists, the chair confirms who oversees it', async () => {
	const one = await advance(house, 'assigned');
	const clerk = await house.pageOf('clerk', withoutScript);
	await open(clerk, at(one));
	await unfold(clerk, '提名');
	await choose(clerk, 'kind', 'key');
	await reasonFor(clerk, 'proposal-nominate').fill('关系全县63个村。');
	await does(clerk, '提名', 'proposal.nominate');
	const director = await house.pageOf('director', withoutScript);
	await open(director, `${house.url}/yunxi/desk?view=nominations`);
	expect(await director.textContent('.dtbl')).toContain('重点提案提名');
	await open(director, at(one));
	await does(director, '列入候选', 'nomination.shortlist');
	const chair = await house.pageOf('chair', withoutScript);
	await open(chair, `${house.url}/yunxi/desk`);
	expect(await chair.textContent('.dtbl')).toContain('重点提案待定');
	await chair
		.getByRole('link', { name: /老年食堂/ })
		.first()
		.click();
	await chair.waitForURL(/open=/);
	expect(await chair.textContent('#panel')).toContain('关系全县63个村');
	await chair.fill('[name=overseer]', '方主席');
	await does(chair, '确定', 'nomination.confirm');
	await chair.goBack();
	await chair.goForward();
	expect(await timesDone(house, one.id, 'nomination', 'confirm')).toBe(1);
	for (const visitor of [clerk, director, chair]) await visitor.context().close();
});

test('the chair turns a candidate down with a reason, and reads the progress of the units; nothing else is his to do', async () => {
	const one = await advance(house, 'assigned');
	await act('director', 'proposal', one.id, 'nominate', { kind: 'excellent', reason: '写得实。' });
	const page = await house.pageOf('chair', desktop);
	await open(page, at(one));
	expect(await page.getByRole('button').allInnerTexts()).not.toContain('列入候选');
	await unfold(page, '不予确定');
	await reasonFor(page, 'nomination-reject').fill('等办完再评。');
	await does(page, '不予确定', 'nomination.reject');
	await open(page, `${house.url}/yunxi/desk/progress`);
	await open(page, `${house.url}/yunxi/desk/proposals?state=assigned`);
	expect((await page.goto(`${house.url}/yunxi/desk/proposals/new`))?.status()).toBe(403);
	expect(await page.textContent('main')).toContain('提案委员会办公室');
	await page.context().close();
});
