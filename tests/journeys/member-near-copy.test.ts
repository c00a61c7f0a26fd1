import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProposal } from '#server/proposals/commands.ts';
import { indexChanged } from '#server/search/jobs.ts';
import { advance, type Begun } from './advance.ts';
import { does, open, usable } from './errand.ts';
import { openHouse, phone, type House } from './house.ts';

let house: House;
let earlier: Begun;
beforeAll(async () => {
	house = await openHouse();
	earlier = await advance(house, 'published');
	await indexChanged(await house.assembly.as('clerk'));
});
afterAll(() => house?.close());

const copy = {
	title: '关于扶持村级老年食堂的提案',
	situation: '全县63个村办起了老年食堂，一半靠村干部垫钱维持。',
	analysis: '没有固定的补助，菜价一涨食堂就停。',
	suggestions: '一、按就餐人次给予补助。\n二、由乡镇统一采购食材。',
};

test.each([true, false])(
	'a member who writes what was proposed before sees both side by side with the earlier reply, and decides (script: %s)',
	async (javaScriptEnabled) => {
		const { id } = await createProposal(await house.assembly.as('bai'), { title: '关于食堂的提案' });
		const page = await house.pageOf('bai', { ...phone, javaScriptEnabled });
		await open(page, `${house.url}/yunxi/member/proposals/${id}/edit`);
		expect(await page.locator('.likes').count()).toBe(0);
		for (const [name, value] of Object.entries(copy)) await page.fill(`[name=${name}]`, value);
		await page.locator('.btns--after').getByRole('button', { name: '存草稿' }).click();
		await page.waitForURL(/done=/);
		const hint = page.locator('.likes');
		await hint.waitFor();
		expect(await hint.innerText()).toContain(earlier.title);
		expect(await hint.innerText()).toContain('答复过');
		expect(await hint.innerText()).toContain('十届五次第平001号《');
		await hint.locator('summary').first().click();
		expect(await hint.locator('table').first().innerText()).toContain('统一采购');
		await usable(page);
		await hint.getByRole('link', { name: earlier.title }).click();
		await page.waitForURL(new RegExp(earlier.id));
		expect(await page.textContent('main')).toContain('按就餐人次给予补助');
		// another angle: he goes on, and refers to it
		await open(page, `${house.url}/yunxi/member/proposals/${id}/edit`);
		await page.fill('[name=analysis]', `${copy.analysis}第1号提案谈的是补助，本件谈的是食品安全。`);
		await does(page, '提交提案', 'proposal.submit');
		await page.context().close();
	},
);
