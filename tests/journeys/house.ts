import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { connect, openDatabase } from '#server/core/database.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '#server/testing/assembly.ts';
import { launchBrowser } from '../browser.ts';
import { freshDatabase } from '../database.ts';

const password = 'a-password-for-journeys';
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

export interface House {
	url: string;
	assembly: SmallAssembly;
	browser: Browser;
	/** A page of this person, signed in through the form; of nobody without a name. */
	pageOf(name: PersonName | null, looks?: BrowserContextOptions): Promise<Page>;
	close(): Promise<void>;
}

async function letSignIn(ownerUrl: string, slug: string): Promise<void> {
	const owner = connect(ownerUrl, 1);
	await owner`update auth."user" set username = replace(username, ${`${slug}.`}, '')`;
	const hash = await hashPassword(password);
	await owner`insert into auth.account (id, "accountId", "providerId", "userId", password) select id, id, 'credential', id, ${hash} from auth."user"`;
	await owner.end();
}

/** The built server as a process of its own, over a database of its own. */
async function startServer(env: Record<string, string>): Promise<{ url: string; server: ChildProcess }> {
	const server = spawn(process.execPath, ['src/main.ts'], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const url = await new Promise<string>((resolve, reject) => {
		let said = '';
		const hear = (text: Buffer) => {
			said += String(text);
			const address = /http:\/\/localhost:(\d+)/.exec(said);
			if (address) resolve(`http://localhost:${address[1]}`);
		};
		server.stdout.on('data', hear);
		server.stderr.on('data', hear);
		server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
	});
	return { url, server };
}

/** A small assembly in a house of its own, with a browser before it. */
export async function openHouse(): Promise<House> {
	const database = await freshDatabase();
	const owner = connect(database.ownerUrl, 2);
	const assembly = await seedSmallAssembly(openDatabase(owner), 'yunxi');
	await letSignIn(database.ownerUrl, 'yunxi');
	const folder = await mkdtemp(join(tmpdir(), 'concentric-journey-'));
	const { url, server } = await startServer({
		DATABASE_URL: database.appUrl,
		OWNER_DATABASE_URL: database.ownerUrl,
		DEMO: 'off',
		DATA_FOLDER: folder,
		PORT: String(20_000 + (process.pid % 20_000)),
	});
	const browser = await launchBrowser();
	return {
		url,
		assembly,
		browser,
		async pageOf(name, looks = phone) {
			const context = await browser.newContext({ ...looks, locale: 'zh-CN' });
			const page = await context.newPage();
			if (!name) return page;
			await page.goto(`${url}/yunxi/sign-in`);
			await page.fill('[name=username]', name);
			await page.fill('[name=password]', password);
			await page.click('form.stack button');
			await page.waitForURL((to) => !to.pathname.endsWith('/sign-in'));
			return page;
		},
		async close() {
			await browser.close();
			const ended = new Promise((resolve) => server.once('exit', resolve));
			server.kill('SIGTERM');
			await ended;
			await owner.end();
			await database.drop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
