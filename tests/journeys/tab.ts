import { expect } from 'vitest';
import type { Page } from 'playwright-core';

/** What has the focus, as it is named to who cannot see it; and whether who can sees that it has it. */
const focused = (page: Page) =>
	page.evaluate(() => {
		const at = document.activeElement as HTMLElement | null;
		if (!at || at === document.body) return { name: '', seen: true };
		const label = at.id ? document.querySelector<HTMLElement>(`label[for="${at.id}"]`) : null;
		const around = at.closest('label');
		const own = at.matches('input, select, textarea') ? at.getAttribute('name') : at.innerText;
		const name = [at.getAttribute('aria-label'), label?.innerText, around?.innerText, own];
		const marked = [at, ...(label ? [label] : []), ...(around ? [around] : [])].some((one) => {
			const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(one);
			return outlineStyle !== 'none' || boxShadow !== 'none' || backgroundColor === 'rgb(242, 193, 78)';
		});
		return { name: name.filter(Boolean).join(' ').trim(), seen: marked };
	});

const most = 250;

/** Goes on with Tab (or back) to what is called so, and sees on the way that the focus can always be seen. */
export async function tabTo(page: Page, called: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	const passed: string[] = [];
	for (let step = 0; step < most; step++) {
		await page.keyboard.press(key);
		const { name, seen } = await focused(page);
		expect(seen, `${page.url()}: nobody sees that “${name}” has the focus`).toBe(true);
		if (typeof called === 'string' ? name.includes(called) : called.test(name)) return;
		passed.push(name.slice(0, 20));
	}
	throw new Error(`Tab does not come to ${String(called)}; it came by ${passed.slice(0, 60).join(' | ')}`);
}

/** Presses a key where the focus is, and waits for the page that follows. */
export async function pressTo(page: Page, key: string, where: RegExp): Promise<void> {
	await page.keyboard.press(key);
	await page.waitForURL(where);
	await page.waitForLoadState();
}

/** How many presses of Tab lead from here to there. */
export async function tabsTo(page: Page, called: RegExp): Promise<number> {
	for (let step = 1; step <= most; step++) {
		await page.keyboard.press('Tab');
		if (called.test((await focused(page)).name)) return step;
	}
	return Infinity;
}
