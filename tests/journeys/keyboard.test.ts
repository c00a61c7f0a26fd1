import { afterAll, beforeAll, expect, test } from 'vitest';
import { transition } from '#server/core/transition.ts';
import { advance, timesDone } from './advance.ts';
import { openHouse, phone, desktop, type House } from './house.ts';
import { done, focused, pick, pressOn, tabTo, typeInto } from './keyboard.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const ends = (path: RegExp) => (address: URL) => path.test(address.pathname);

test('a member without a mouse writes, invites and submits', async () => {
	const page = await house.pageOf('lin', desktop);
	await page.goto(`${house.url}/yunxi/member`);
	await pressOn(page, '写一件提案', ends(/\/new$/));
	await pressOn(page, '开始写', ends(/\/edit$/));
	await typeInto(page, 'title', '关于修缮龙潭村灌溉渠的提案');
	await typeInto(page, 'situation', '渠长3公里，去年塌了4处。');
	await typeInto(page, 'analysis', '渠是1976年修的，没有人管。');
	await typeInto(page, 'suggestions', '一、今冬修好4处塌方。');
	await typeInto(page, 'person', 'gu');
	await pressOn(page, '加一位', done('proposal.invite'));
	expect(await page.inputValue('[name=suggestions]')).toBe('一、今冬修好4处塌方。');
	// the page stands where the invited are listed, and the next Tab goes on from there
	await tabTo(page, { text: /取消.*gu|gu.*取消/ });
	const id = /proposals\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
	const asked = await house.db.selectFrom('signature').select('id').where('matter_id', '=', id).executeTakeFirst();
	await transition(await house.assembly.as('gu', new Date().toISOString()), 'signature', asked?.id ?? '', 'sign');
	await page.reload();
	await pressOn(page, '提交提案', done('proposal.submit'));
	expect(await focused(page)).not.toBe('');
	expect(await timesDone(house, id, 'proposal', 'submit')).toBe(1);
	await page.context().close();
});

test('a refused submission brings the focus to what is missing, and from there to the field', async () => {
	const one = await advance(house, 'drafted');
	const page = await house.pageOf('lin', phone);
	await page.goto(`${house.url}/yunxi/member/proposals/${one.id}/edit`);
	await typeInto(page, 'analysis', '');
	await tabTo(page, { text: '提交提案' });
	await page.keyboard.press('Enter');
	await page.locator('[data-errors]').waitFor();
	await page.waitForFunction(() => document.activeElement?.matches('[data-errors]'));
	await tabTo(page, { text: /分析/ });
	await page.keyboard.press('Enter');
	await page.waitForURL(/#f-analysis$/);
	await page.keyboard.insertText('没有固定补助。');
	expect(await page.inputValue('[name=analysis]')).toBe('没有固定补助。');
	await page.context().close();
});

test('a member without a mouse rates an answer, with the arrows', async () => {
	const one = await advance(house, 'answered');
	const page = await house.pageOf('lin', phone);
	await page.goto(`${house.url}/yunxi/member`);
	await pressOn(page, /评价一件答复/, (address) => address.hash === '#rate');
	for (const [name, value] of Object.entries({
		contact: 'declined',
		hearing: 'phone',
		to_the_point: 'mostly',
		work: 'satisfied',
		result: 'basically',
	}))
		await pick(page, name, value);
	await pressOn(page, '提交评价', done('evaluation.give'));
	const given = await house.db.selectFrom('evaluation').selectAll().where('matter_id', '=', one.id).execute();
	expect(given.filter(({ state }) => state === 'given')).toMatchObject([
		{ contact: 'declined', hearing: 'phone', to_the_point: 'mostly', work: 'satisfied', result: 'basically' },
	]);
	await page.context().close();
});

test('a colleague without a mouse signs', async () => {
	const one = await advance(house, 'invited');
	const page = await house.pageOf('gu', phone);
	await page.goto(`${house.url}/yunxi/member/proposals/${one.id}`);
	await pressOn(page, '去签名', (address) => address.hash === '#sign');
	await typeInto(page, 'opinion', '同意。');
	await pressOn(page, '同意联名', done('signature.sign'));
	expect(await timesDone(house, one.id, 'signature', 'sign')).toBe(1);
	await page.context().close();
});

test('a unit without a mouse takes on, records, writes, signs and delivers; after each act the focus is on what came of it', async () => {
	const one = await advance(house, 'assigned', { sole: true });
	const record = `${house.url}/yunxi/unit/proposals/${one.id}`;
	const registrar = await house.pageOf('registrar', desktop);
	await registrar.goto(`${house.url}/yunxi/unit`);
	await pressOn(registrar, new RegExp(one.title.replace(/^关于|的提案$/g, '')), ends(new RegExp(one.id)));
	await pressOn(registrar, '签收', done('assignment.acknowledge'));
	expect(await focused(registrar)).toBe((await registrar.innerText('.toast')).trim());

	const drafter = await house.pageOf('drafter', desktop);
	await drafter.goto(record);
	await typeInto(drafter, 'note', '电话里说清了两点。');
	await pressOn(drafter, '记录沟通', done('assignment.record_contact'));
	await pressOn(drafter, '起草答复', done('assignment.draft_reply'));
	await pressOn(drafter, '写答复', ends(/\/reply\//));
	await typeInto(drafter, 'body', '您的建议收悉。\n一、按就餐人次补助。');
	await pick(drafter, 'result_class', 'A');
	await typeInto(drafter, 'contact_name', '社区治理科');
	await typeInto(drafter, 'contact_phone', '0000-8812367');
	await pressOn(drafter, '送会签', done('reply.circulate'));

	const head = await house.pageOf('head', desktop);
	await head.goto(record);
	await typeInto(head, 'letter_no', '云民函〔2026〕37号');
	await pressOn(head, '签发并报送检查', done('reply.sign'));
	const checked = await advance(house, 'checked');
	await registrar.goto(`${house.url}/yunxi/unit/proposals/${checked.id}`);
	await pressOn(registrar, '送达提案人', done('reply.deliver'));
	for (const page of [registrar, drafter, head]) await page.context().close();
});

test('a co-unit without a mouse opens what is folded away, and disagrees', async () => {
	const one = await advance(house, 'circulated');
	const page = await house.pageOf('finance_head', desktop);
	await page.goto(`${house.url}/yunxi/unit/proposals/${one.id}`);
	await tabTo(page, { text: '不同意会签' });
	await page.keyboard.press('Enter');
	await typeInto(page, 'reason', '第一条没有资金来源。');
	await pressOn(page, '不同意会签', done('reply.disagree'));
	expect(await timesDone(house, one.id, 'reply', 'disagree')).toBe(1);
	await page.context().close();
});

test('a citizen without a mouse skips the head of the page, finds a proposal, reads it and makes the letters larger', async () => {
	const one = await advance(house, 'published');
	const page = await house.pageOf(null, phone);
	await page.goto(`${house.url}/yunxi/proposals`);
	await page.keyboard.press('Tab');
	expect(await focused(page)).toBe('跳到正文');
	await page.keyboard.press('Enter');
	await page.waitForURL(/#main$/);
	await typeInto(page, 'title', one.title);
	await page.keyboard.press('Enter');
	await page.waitForURL(/title=/);
	await pressOn(page, new RegExp(one.title.slice(2, 12)), ends(new RegExp(one.id)));
	expect(await page.textContent('.letter')).toContain('按就餐人次给予补助');
	await tabTo(page, { text: '长辈版' });
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.documentElement.dataset.size === 'elder');
	expect(new URL(page.url()).pathname).toContain(one.id);
	await page.context().close();
});
