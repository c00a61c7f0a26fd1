import { expect } from 'vitest';
import type { Page } from 'playwright-core';

/** 藤黄: what has the focus wears it, and nothing else does (DESIGN.md §2). */
const halo = 'rgb(242, 193, 78)';

interface Stop {
	name: string;
	value: string;
	/** Its own words, or those of its label. */
	text: string;
	/** Wears the halo, or the label that stands for it does. */
	seen: boolean;
}

const stopOf = (page: Page): Promise<Stop | null> =>
	page.evaluate((colour) => {
		const on = document.activeElement as (HTMLInputElement & { labels: NodeListOf<HTMLLabelElement> | null }) | null;
		if (!on || on === (document.body as HTMLElement)) return null;
		const wears = (part: Element, pseudo?: string) => {
			const { boxShadow, backgroundColor, outlineColor } = getComputedStyle(part, pseudo);
			return [boxShadow, backgroundColor, outlineColor].some((style) => style.includes(colour));
		};
		const labels = [...(on.labels ?? [])];
		const isChoice = on.type === 'radio' || on.type === 'checkbox';
		// what can only be scrolled is a stop as well, and holds the words of the whole page
		const written = on.matches('[tabindex="0"]') ? '' : on.innerText;
		return {
			name: on.name ?? '',
			value: isChoice ? on.value : '',
			text: (on.getAttribute('aria-label') || written || labels.map((label) => label.innerText).join(' ')).trim(),
			seen: [on, ...labels].some((part) => wears(part) || wears(part, '::after')),
		};
	}, halo);

export type Wanted = { name?: string; value?: string; text?: string | RegExp };

const fits = (stop: Stop, { name, value, text }: Wanted): boolean =>
	(name === undefined || stop.name === name) &&
	(value === undefined || stop.value === value) &&
	(text === undefined || (typeof text === 'string' ? stop.text === text : text.test(stop.text)));

/** Tabs on until the focus is where it is wanted, as somebody without a mouse finds it. Every stop on the way can be seen. */
export async function tabTo(page: Page, wanted: Wanted, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	const passed: string[] = [];
	for (let stops = 0; stops < 120; stops++) {
		await page.keyboard.press(key);
		const stop = await stopOf(page);
		if (!stop) continue;
		expect(stop.seen, `the focus on “${stop.text || stop.name}” of ${page.url()} is not to be seen`).toBe(true);
		if (fits(stop, wanted)) return;
		passed.push(stop.text.slice(0, 20) || stop.name);
	}
	throw new Error(`Tab never reached ${JSON.stringify(wanted)} on ${page.url()}: ${passed.slice(0, 60).join(' | ')}`);
}

/** Writes into the field of this name, in place of what stands there. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
	await tabTo(page, { name });
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText(text);
}

/** Goes to a button or link and presses it; the page that follows is another. */
export async function pressOn(page: Page, text: string | RegExp, to: (address: URL) => boolean): Promise<void> {
	await tabTo(page, { text });
	await page.keyboard.press('Enter');
	await page.waitForURL(to).catch(() => {
		throw new Error(`“${String(text)}” led to ${page.url()}`);
	});
	await page.waitForLoadState();
}

/** Picks an answer of a question: Tab goes to the question, arrows to the answer. */
export async function pick(page: Page, name: string, value: string): Promise<void> {
	await tabTo(page, { name });
	await page.keyboard.press('Space');
	for (let steps = 0; steps < 12; steps++) {
		const stop = await stopOf(page);
		expect(stop?.seen, `the answer “${stop?.text}” has the focus and does not show it`).toBe(true);
		if (stop?.value === value) return;
		await page.keyboard.press('ArrowDown');
	}
	throw new Error(`arrows never reached ${name} ${value}`);
}

/** Where the focus is: the words of the thing, or nothing. */
export const focused = async (page: Page): Promise<string> => (await stopOf(page))?.text ?? '';
export const done = (act: string) => (address: URL) => address.searchParams.get('done') === act;
