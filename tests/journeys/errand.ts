import { expect } from 'vitest';
import type { APIResponse, Page } from 'playwright-core';
import { faultsOf, sidewaysOf } from './accessible.ts';

/** The page as it stands can be used by everybody: axe finds nothing, and it cannot be pushed sideways. */
export async function usable(page: Page): Promise<void> {
	expect(await sidewaysOf(page), `${page.url()} can be pushed sideways`).toBe(0);
	expect(await faultsOf(page), `${page.url()} is hard to use`).toEqual([]);
}

export async function open(page: Page, address: string): Promise<void> {
	const answer = await page.goto(address);
	expect(answer?.status(), address).toBe(200);
	await usable(page);
}

/** Presses the button of an act and reads the receipt; the page that shows it is usable. */
export async function does(page: Page, button: string, done: string): Promise<void> {
	await page.getByRole('button', { name: button, exact: true }).click();
	await page.waitForURL((to) => to.searchParams.get('done') === done);
	expect(await page.textContent('.toast')).not.toContain(done);
	await usable(page);
}

/** Opens an act that is folded away under its name. */
export const unfold = (page: Page, name: string): Promise<void> => page.locator('summary', { hasText: name }).click();

/** Presses a button whose act is refused, and gives the sentences back; the page that shows them is usable. */
export async function refused(page: Page, button: string): Promise<string> {
	await page.getByRole('button', { name: button, exact: true }).click();
	const said = page.locator('[data-errors]');
	await said.waitFor();
	await usable(page);
	return said.innerText();
}

export interface Form {
	action: string;
	fields: Record<string, string | string[]>;
}

/** What the form with this button would send, hidden fields and the button included. */
export async function formWith(page: Page, button: string): Promise<Form> {
	return page
		.getByRole('button', { name: button, exact: true, includeHidden: true })
		.evaluate((pressed: HTMLButtonElement) => {
			const { form } = pressed;
			if (!form) throw new Error('the button belongs to no form');
			const entries = new FormData(form, pressed);
			const fields: Record<string, string[]> = {};
			for (const name of new Set(entries.keys())) fields[name] = entries.getAll(name).map(String);
			return { action: pressed.hasAttribute('formaction') ? pressed.formAction : form.action, fields };
		});
}

/** Sends a form past the page, as a second tap or a forger would. */
export function send(page: Page, { action, fields }: Form): Promise<APIResponse> {
	const body = new URLSearchParams(
		Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
	);
	const headers = {
		origin: new URL(action).origin,
		accept: 'text/html',
		'content-type': 'application/x-www-form-urlencoded',
	};
	return page.request.post(action, { data: body.toString(), maxRedirects: 0, headers });
}

/** What an answer says above everything else: the sentences of a refusal, or the whole page where there is none. */
export async function saidIn(answer: APIResponse): Promise<string> {
	const html = await answer.text();
	const part = /data-errors[^>]*>(.*?)<\/div>/s.exec(html) ?? /<main[^>]*>(.*?)<\/main>/s.exec(html);
	return (part?.[1] ?? '').replace(/<[^>]*>/g, '').slice(0, 300);
}

/** Picks one answer of a question, by the label that people press. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
	const input = page.locator(`input[name="${name}"][value="${value}"]`);
	const id = await input.getAttribute('id');
	const around = page.locator('label').filter({ has: input });
	await ((await around.count()) ? around : page.locator(`label[for="${id}"]`)).click();
}

/** Presses the browser's back button. Where a refused form stands there, the browser asks before it sends it again: nothing is sent. */
export const goBack = async (page: Page): Promise<unknown> =>
	page.goBack().catch((error: Error) => {
		if (!error.message.includes('ERR_CACHE_MISS')) throw error;
	});
