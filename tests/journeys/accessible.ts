import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it stands, one line for each kind; empty when everybody can use it. */
export async function faultsOf(page: Page): Promise<string[]> {
	// the page's own CSP lets no foreign script in: this one comes through the browser's door for tools
	await page.evaluate(await source);
	const found = await page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: {
				run(
					root: Document,
				): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
			};
		};
		return (await axe.run(document)).violations.map(
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
