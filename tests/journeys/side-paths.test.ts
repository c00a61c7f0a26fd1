import { afterAll, beforeAll, expect, test } from 'vitest';
import { transition } from '#server/core/transition.ts';
import type { PersonName } from '#server/testing/assembly.ts';
import { advance, timesDone, type Begun } from './advance.ts';
import { choose, does, formWith, open, send, unfold } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const withoutScript = { ...phone, javaScriptEnabled: false };
const member = (one: Begun) => `${house.url}/yunxi/member/proposals/${one.id}`;
const unit = (one: Begun) => `${house.url}/yunxi/unit/proposals/${one.id}`;

/** What the office does meanwhile. */
async function act(who: PersonName, one: Begun, action: string, input: unknown = {}): Promise<void> {
	const ctx = await house.assembly.as(who, new Date().toISOString());
	await transition(ctx, 'proposal', one.id, action, { input });
}

async function declined(reason_code: string): Promise<Begun> {
	const one = await advance(house, 'submitted');
	await act('clerk', one, 'start_review');
	const conversion = reason_code === '10' ? 'opinion_report' : 'none';
	await act('clerk', one, 'decline', { reason_code, text: '建议没有说清由谁来办。', conversion });
	return one;
}

test('a proposal that was not admitted: its writer reads why, and objects once', async () => {
	const one = await declined('8');
	const page = await house.pageOf('lin', withoutScript);
	await open(page, member(one));
	expect(await page.textContent('main')).toContain('建议没有说清由谁来办');
	await unfold(page, '提出异议');
	await page.fill('#object-reason', '补上了：由县民政局办。');
	await does(page, '提出异议', 'proposal.object');
	expect(await page.getByText('提出异议', { exact: true }).count()).toBe(
		await page.locator('.tl').getByText('提出异议').count(),
	);
	expect(await timesDone(house, one.id, 'proposal', 'object')).toBe(1);
	await page.context().close();
});

test('what could be passed on in another form is passed on when its writer agrees', async () => {
	const one = await declined('10');
	const page = await house.pageOf('lin', phone);
	await open(page, `${house.url}/yunxi/member`);
	await open(page, member(one));
	const button = page.locator('form[id^="proposal-convert"] button[name=act]');
	await does(page, (await button.innerText()).trim(), 'proposal.convert');
	expect(await timesDone(house, one.id, 'proposal', 'convert')).toBe(1);
	await page.context().close();
});

test('given back, a proposal is corrected and submitted again; who had signed is asked anew where the text changed', async () => {
	const one = await advance(house, 'submitted');
	await act('clerk', one, 'give_back', { reason_code: 'wording', reason: '请核对村数。' });
	const page = await house.pageOf('lin', withoutScript);
	await open(page, member(one));
	expect(await page.textContent('main')).toContain('请核对村数');
	await open(page, `${member(one)}/edit`);
	expect(await page.textContent('main')).toContain('请核对村数');
	await page.fill('[name=situation]', '全县65个村办起老年食堂。');
	await does(page, '存草稿', 'proposal.revise');
	const gu = await house.pageOf('gu', withoutScript);
	await open(gu, member(one));
	expect(await gu.textContent('main')).toContain('全县65个村');
	await does(gu, '同意联名', 'signature.sign');
	await open(page, `${member(one)}/edit`);
	await does(page, '提交提案', 'proposal.submit');
	expect(await timesDone(house, one.id, 'proposal', 'submit')).toBe(2);
	for (const visitor of [page, gu]) await visitor.context().close();
});

test('an invitation is taken back, and the one who was asked no longer reads the draft', async () => {
	const one = await advance(house, 'invited');
	const page = await house.pageOf('lin', withoutScript);
	await open(page, `${member(one)}/edit`);
	await page.locator('button[value^="cancel:"]').click();
	await page.waitForURL((to) => to.searchParams.get('done') === 'signature.cancel');
	const gu = await house.pageOf('gu', withoutScript);
	expect((await gu.goto(member(one)))?.status()).toBe(404);
	for (const visitor of [page, gu]) await visitor.context().close();
});

test('submitted and not yet admitted, a proposal is withdrawn with its reason', async () => {
	const one = await advance(house, 'submitted');
	const page = await house.pageOf('lin', withoutScript);
	await open(page, member(one));
	await page.getByRole('link', { name: '撤回这件提案' }).click();
	await page.fill('[name=reason]', '镇里已经解决。');
	await page.getByRole('button', { name: '撤回提案' }).click();
	await page.waitForURL((to) => !to.pathname.endsWith('/withdraw'));
	await open(page, member(one));
	expect(await page.textContent('main')).toContain('镇里已经解决');
	expect(await page.getByRole('link', { name: '撤回这件提案' }).count()).toBe(0);
	await page.context().close();
});

test('each proposer rates for himself, and sees his own answer alone', async () => {
	const one = await advance(house, 'answered');
	for (const [who, work] of [
		['lin', 'satisfied'],
		['gu', 'basically'],
	] as const) {
		const page = await house.pageOf(who, withoutScript);
		await open(page, member(one));
		for (const [name, value] of Object.entries({
			contact: 'visited',
			hearing: 'visit',
			to_the_point: 'yes',
			work,
			result: work,
		}))
			await choose(page, name, value);
		await does(page, '提交评价', 'evaluation.give');
		expect(await page.textContent('#rate')).toContain(work === 'satisfied' ? '满意' : '基本满意');
		await page.context().close();
	}
	const drafter = await house.pageOf('drafter', desktop);
	await open(drafter, unit(one));
	expect(await drafter.textContent('main')).not.toContain('基本满意');
	await drafter.context().close();
});

test('a unit tells how its promise comes along, and that it is kept', async () => {
	const one = await advance(house, 'rated');
	await act('clerk', one, 'follow_up');
	const page = await house.pageOf('drafter', withoutScript);
	await open(page, `${house.url}/yunxi/unit?tray=promises`);
	await open(page, unit(one));
	await unfold(page, '报告进展');
	await page.fill('[name=note]', '办法已上县政府常务会。');
	await does(page, '报告进展', 'commitment.report_progress');
	expect(await page.textContent('.unitacts')).toContain('办法已上县政府常务会');
	await unfold(page, '报告已兑现');
	await page.fill('[name=evidence]', '云民发〔2026〕12号。');
	await does(page, '报告已兑现', 'commitment.report_kept');
	await page.context().close();
});

test('an answer that the inspectors sent back is written anew, and two taps circulate it once', async () => {
	const one = await advance(house, 'signed');
	const inspector = await house.assembly.as('inspector', new Date().toISOString());
	await transition(inspector, 'reply', one.reply, 'send_back', { input: { reason: '第二条没有时间。' } });
	const page = await house.pageOf('drafter', { ...desktop, javaScriptEnabled: false });
	await open(page, unit(one));
	expect(await page.textContent('main')).toContain('第二条没有时间');
	await page.getByRole('link', { name: '写答复' }).click();
	await page.fill('[name=body]', '您的建议收悉。\n一、按就餐人次补助。\n二、明年6月底前统一采购。');
	const form = await formWith(page, '送会签');
	const answers = [await send(page, form), await send(page, form)];
	expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
	expect(await timesDone(house, one.id, 'reply', 'circulate')).toBe(2);
	await page.context().close();
});
