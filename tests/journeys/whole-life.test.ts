import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { PersonName } from '#server/testing/assembly.ts';
import { choose, does, open, unfold, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const onPhone: readonly PersonName[] = ['lin', 'gu'];

test('one proposal from the first word to the public answer, by everybody’s own pages and without a script', async () => {
	const visitors = new Map<PersonName, Page>();
	const pageOf = async (name: PersonName) => {
		const looks = onPhone.includes(name) ? phone : desktop;
		const page = visitors.get(name) ?? (await house.pageOf(name, { ...looks, javaScriptEnabled: false }));
		visitors.set(name, page);
		return page;
	};
	/** A person looks at a page of the proposal and acts there. */
	const as = async (name: PersonName, path: string, act: (page: Page) => Promise<void>) => {
		const page = await pageOf(name);
		await open(page, `${house.url}/yunxi/${path}`);
		await act(page);
	};
	const { bodies } = house.assembly;

	const lin = await pageOf('lin');
	await as('lin', 'member/proposals/new', async (page) => {
		await page.getByRole('button', { name: '开始写' }).click();
		await page.waitForURL(/\/edit$/);
		await usable(page);
	});
	const id = /proposals\/([0-9a-f-]{36})/.exec(lin.url())?.[1] ?? '';
	await lin.fill('[name=title]', '关于建立村级老年食堂长效运营机制的提案');
	await lin.fill('[name=situation]', '全县63个村办起老年食堂，半数靠村干部垫钱维持。');
	await lin.fill('[name=analysis]', '没有固定补助，菜价一涨就停。');
	await lin.fill('[name=suggestions]', '一、按就餐人次补助。\n二、由乡镇统一采购。');
	await lin.selectOption('[name=category]', 'livelihood');
	await lin.fill('[name=person]', 'gu');
	await does(lin, '加一位', 'proposal.invite');
	await as('gu', `member/proposals/${id}`, (page) => does(page, '同意联名', 'signature.sign'));
	await as('lin', `member/proposals/${id}/edit`, (page) => does(page, '提交提案', 'proposal.submit'));

	await as('clerk', `desk?open=${id}`, async (page) => {
		await choose(page, 'handling', 'joint');
		await page.selectOption('[name=lead]', bodies.civil_affairs);
		await choose(page, 'others', bodies.finance);
		await does(page, '立案', 'staff.admitted_with_units');
	});
	await as('assigner', `desk?open=${id}`, (page) => does(page, '确认交办这2个单位', 'assignment.confirm'));

	const unit = `unit/proposals/${id}`;
	await as('registrar', unit, (page) => does(page, '签收', 'assignment.acknowledge'));
	await as('finance_head', unit, async (page) => {
		await does(page, '签收', 'assignment.acknowledge');
		await page.fill('[name=opinion]', '同意按人次补助。');
		await does(page, '提交会办意见', 'assignment.give_opinion');
	});
	await as('drafter', unit, async (page) => {
		await page.fill('[name=note]', '到龙潭村当面商量。');
		await does(page, '记录沟通', 'assignment.record_contact');
		await does(page, '起草答复', 'assignment.draft_reply');
		await page.getByRole('link', { name: '写答复' }).click();
		await page.waitForURL(/\/reply\//);
		await usable(page);
		await page.fill('[name=body]', '您的建议收悉。\n一、按就餐人次补助。');
		await choose(page, 'result_class', 'B');
		await page.fill('[name="promises[0].text"]', '印发补助办法');
		await page.fill('[name="promises[0].due_on"]', '2099-06-30');
		await page.fill('[name=contact_name]', '社区治理科');
		await page.fill('[name=contact_phone]', '0000-8812367');
		await does(page, '送会签', 'reply.circulate');
	});
	await as('finance_head', unit, (page) => does(page, '同意会签', 'reply.countersign'));
	await as('head', unit, async (page) => {
		await page.fill('[name=letter_no]', '云民函〔2026〕37号');
		await does(page, '签发并报送检查', 'reply.sign');
	});
	await as('inspector', `desk?open=${id}`, (page) => does(page, '检查通过', 'reply.check'));
	await as('registrar', unit, (page) => does(page, '送达提案人', 'reply.deliver'));

	for (const name of ['lin', 'gu'] as const)
		await as(name, `member/proposals/${id}`, async (page) => {
			expect(await page.textContent('.letter')).toContain('按就餐人次补助');
			for (const [field, value] of Object.entries({
				contact: 'visited',
				hearing: 'visit',
				to_the_point: 'yes',
				work: 'satisfied',
				result: 'basically',
			}))
				await choose(page, field, value);
			await does(page, '提交评价', 'evaluation.give');
		});
	await as('clerk', `desk/proposals/${id}`, async (page) => {
		await unfold(page, '公开全文');
		await does(page, '公开全文', 'proposal.publish');
	});
	await as('clerk', `desk/proposals/${id}`, (page) => does(page, '跟踪兑现', 'proposal.follow_up'));
	await as('drafter', unit, async (page) => {
		await page.locator('summary', { hasText: '报告已兑现' }).click();
		await page.fill('[name=evidence]', '云民发〔2026〕12号已印发。');
		await does(page, '报告已兑现', 'commitment.report_kept');
	});
	await as('clerk', `desk?open=${id}`, async (page) => {
		await page.locator('form[id^="commitment-verify"] [name=note]').fill('到村里看过。');
		await does(page, '核实兑现', 'commitment.verify');
	});
	await as('director', `desk?open=${id}`, (page) => does(page, '办结提案', 'proposal.close'));

	const citizen = await house.pageOf(null, { ...phone, javaScriptEnabled: false });
	await open(citizen, `${house.url}/yunxi/proposals`);
	await citizen
		.getByRole('link', { name: /老年食堂/ })
		.first()
		.click();
	await citizen.waitForURL(new RegExp(id));
	await usable(citizen);
	expect(await citizen.textContent('.letter')).toContain('云民函〔2026〕37号');
	expect(await citizen.textContent('main')).toContain('已办结');
}, 240_000);
