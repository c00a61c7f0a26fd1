import { expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

test('the browser of the journeys opens a page', async () => {
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage();
		await page.goto('data:text/html;charset=utf-8,<title>同心</title><p>proposal 提案');
		expect(await page.title()).toBe('同心');
		const { width } = await page.locator('p').evaluate((p) => {
			const range = document.createRange();
			range.selectNodeContents(p);
			return range.getBoundingClientRect();
		});
		expect(width).toBeGreaterThan(20);
	} finally {
		await browser.close();
	}
});
