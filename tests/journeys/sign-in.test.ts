import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { changeSetting, defaultSettings } from '#server/core/settings.ts';
import { codeOf, stepAt } from '#server/sign-in/totp.ts';
import { open, usable } from './errand.ts';
import { desktop, openHouse, phone, type House } from './house.ts';
import { password } from './server.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house?.close());

const at = (path: string) => `${house.url}/yunxi${path}`;
const pathOf = (page: Page) => new URL(page.url()).pathname.replace('/yunxi', '');
const chosen = '早上六点半 在溪边走路';
const other = '桥头的老槐树下开满了花';

async function signIn(page: Page, name: string, secret: string): Promise<void> {
	await page.goto(at('/sign-in'));
	await page.fill('[name=username]', `yunxi.${name}`);
	await page.fill('[name=password]', secret);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.waitForLoadState();
}

const whoMust = async (second_factor: 'staff_and_units' | 'nobody') =>
	changeSetting({ ...(await house.assembly.as('administrator', new Date().toISOString())), db: house.db }, 'sign_in', {
		...defaultSettings.sign_in,
		second_factor,
	});

test('a member of 65 gets a slip from the office and sets a password on the phone, in large text and without script', async () => {
	const office = await house.pageOf('clerk', desktop);
	await open(office, at('/accounts?name=lin'));
	await office.getByRole('checkbox', { name: 'lin' }).check();
	await office.getByRole('button', { name: '给选上的做纸条' }).click();
	await office.waitForSelector('.sheet');
	await usable(office);
	const address = (await office.textContent('.sheet .key'))?.trim() ?? '';
	// the desk makes no slips for those who work at desks
	await office.goto(at('/accounts?name=director'));
	expect(await office.locator('[name=person]').count()).toBe(0);

	const page = await house.pageOf(null, { ...phone, javaScriptEnabled: false });
	await page.context().addCookies([{ name: 'size', value: 'elder', url: house.url }]);
	await page.goto(address);
	expect(await page.textContent('main')).toContain('yunxi.lin');
	for (const [one, two, said] of [
		['1234567890', '1234567890', '太常见'],
		['yunxi.lin2026', 'yunxi.lin2026', '姓名'],
		[chosen, other, '不一样'],
	] as const) {
		await page.fill('[name=password]', one);
		await page.fill('[name=again]', two);
		await page.getByRole('button', { name: '设好并登录' }).click();
		expect(await page.textContent('[data-errors]')).toContain(said);
		expect(await page.inputValue('[name=password]')).toBe('');
	}
	await page.fill('[name=password]', chosen);
	await page.fill('[name=again]', chosen);
	await page.getByRole('button', { name: '设好并登录' }).click();
	await page.waitForURL(at('/member'));

	const again = await house.pageOf(null, phone);
	await open(again, address);
	expect(await again.textContent('main')).toContain('用过了');
	await open(again, at('/sign-in'));
	await signIn(again, 'lin', password);
	expect(await again.textContent('[data-errors]')).toContain('用户名或密码不对');
	await usable(again);
	await signIn(again, 'lin', chosen);
	expect(pathOf(again)).toBe('/member');
	for (const one of [office, page, again]) await one.context().close();
});

test('staff are led to the second step before anything else, and afterwards show a code', async () => {
	await whoMust('staff_and_units');
	const page = await house.pageOf(null, phone);
	await signIn(page, 'director', password);
	expect(pathOf(page)).toBe('/account/second-factor');
	await usable(page);
	for (const path of ['/desk', '/desk/proposals', '/account', '/account/password', '/accounts']) {
		await page.goto(at(path));
		expect(pathOf(page), path).toBe('/account/second-factor');
	}
	const shown = (await page.locator('.key').innerText()).replace(/\s/g, '');
	const bits = [...shown].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
	const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	const step = stepAt(new Date());
	await page.fill('[name=code]', codeOf(key, step - 1));
	await page.getByRole('button', { name: '设好第二步' }).click();
	await page.waitForSelector('.codes');
	await usable(page);
	const [recovery = ''] = await page.locator('.codes li').allInnerTexts();
	await page.getByRole('link', { name: '收好了，去办事' }).click();
	expect(pathOf(page)).toBe('/desk');

	const elsewhere = await house.pageOf(null, desktop);
	await signIn(elsewhere, 'director', password);
	expect(pathOf(elsewhere)).toBe('/sign-in/code');
	await usable(elsewhere);
	const type = async (code: string) => {
		await elsewhere.fill('[name=code]', code);
		await elsewhere.getByRole('button', { name: '继续' }).click();
		await elsewhere.waitForLoadState();
	};
	await type(codeOf(key, step - 1));
	expect(await elsewhere.textContent('[data-errors]')).toContain('已经用过');
	await usable(elsewhere);
	await type(recovery);
	expect(pathOf(elsewhere)).toBe('/desk');
	await elsewhere.goto(at('/desk/notices'));
	expect(await elsewhere.textContent('main')).toContain('有新的设备');
	await whoMust('nobody');
	for (const one of [page, elsewhere]) await one.context().close();
});

test('a person sees where the account is signed in and ends what is foreign; a copied cookie is dead after the password is changed', async () => {
	const phonePage = await house.pageOf(null, phone);
	await signIn(phonePage, 'gu', password);
	const desk = await house.pageOf(null, desktop);
	await signIn(desk, 'gu', password);
	const thief = await house.pageOf(null, desktop);
	await thief.context().addCookies(await desk.context().cookies());
	await thief.goto(at('/member'));
	expect(pathOf(thief)).toBe('/member');

	await open(phonePage, at('/account'));
	expect(await phonePage.locator('.device').count()).toBe(2);
	await phonePage.getByRole('button', { name: /^退出这台/ }).click();
	await phonePage.waitForSelector('.toast');
	expect(await phonePage.locator('.device').count()).toBe(1);
	await desk.goto(at('/member'));
	expect(pathOf(desk)).toBe('/sign-in');

	await signIn(desk, 'gu', password);
	await thief.context().clearCookies();
	await thief.context().addCookies(await desk.context().cookies());
	await open(desk, at('/account/password'));
	await desk.fill('[name=current]', 'not it');
	await desk.fill('[name=password]', other);
	await desk.fill('[name=again]', other);
	await desk.getByRole('button', { name: '保存新密码' }).click();
	expect(await desk.textContent('[data-errors]')).toContain('现在的密码不对');
	await usable(desk);
	await desk.fill('[name=current]', password);
	await desk.fill('[name=password]', other);
	await desk.fill('[name=again]', other);
	await desk.getByRole('button', { name: '保存新密码' }).click();
	await desk.waitForURL(at('/account?done=password_changed'));
	for (const one of [thief, phonePage]) {
		await one.goto(at('/member'));
		expect(pathOf(one)).toBe('/sign-in');
	}
	for (const one of [phonePage, desk, thief]) await one.context().close();
});

test('of two tabs one signs out: what was written in the other is on its page again', async () => {
	const one = await house.pageOf(null, phone);
	await signIn(one, 'bai', password);
	await one.goto(at('/member/proposals/new'));
	const two = await one.context().newPage();
	await two.goto(at('/member'));
	await two.locator('footer').getByRole('button', { name: '退出' }).click();
	await two.waitForURL(at(''));
	const answer = one.waitForResponse((response) => response.request().method() === 'POST');
	await one.locator('main form button').first().click();
	expect((await answer).status()).toBe(401);
	expect(await one.textContent('main')).toContain('登录');
	await one.context().close();
});

test('cookies are kept from scripts and from other sites', async () => {
	const page = await house.pageOf(null, phone);
	await signIn(page, 'bai', password);
	const cookies = await page.context().cookies();
	expect(cookies.map(({ name }) => name).sort()).toEqual(['concentric.session_token', 'concentric_device']);
	for (const { httpOnly, sameSite } of cookies) expect([httpOnly, sameSite]).toEqual([true, 'Lax']);
	await page.context().close();
});
