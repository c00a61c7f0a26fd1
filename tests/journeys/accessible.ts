import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const mirrors = new WeakMap<Page, Page>();

/** Pages of this context run no script, and axe is one: it looks at the same page, held before it in another window. */
export async function lookThroughMirror(page: Page, looks: BrowserContextOptions): Promise<void> {
	const context = await page
		.context()
		.browser()
		?.newContext({ ...looks, javaScriptEnabled: true });
	if (!context) throw new Error('the page has no browser any more');
	mirrors.set(page, await context.newPage());
	page.once('close', () => void context.close().catch(() => undefined));
}

async function inMirror(page: Page, mirror: Page): Promise<Page> {
	const body = await page.content();
	const address = page.url();
	await mirror.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
	await mirror.goto(address);
	// not before all is loaded: what is under way when the window is let go of would never come
	await mirror.unroute(address);
	return mirror;
}

/** What axe finds on the page as it stands, one line for each kind; empty when everybody can use it. */
export async function faultsOf(shown: Page): Promise<string[]> {
	const mirror = mirrors.get(shown);
	const page = mirror ? await inMirror(shown, mirror) : shown;
	// the page's own CSP lets no foreign script in: this one comes through the browser's door for tools
	await page.evaluate(await source);
	const found = await page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: {
				run(
					root: Document,
					options: object,
				): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
			};
		};
		return (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
			({ id, nodes }) =>
				`${id}: ${nodes
					.slice(0, 3)
					.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`)
					.join(' | ')}`,
		);
	});
	return found;
}

/** How far the page can be pushed sideways, in pixels. */
export const sidewaysOf = (page: Page): Promise<number> =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
