import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Cookie, Page } from 'playwright-core';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '#server/testing/assembly.ts';
import { lookThroughMirror } from './accessible.ts';
import { launchBrowser } from '../browser.ts';
import { freshDatabase } from '../database.ts';
import { letSignIn, password, startServer } from './server.ts';

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

export interface House {
	url: string;
	assembly: SmallAssembly;
	browser: Browser;
	/** The owner's connection: to bring a proposal to where an errand begins, and to count what was done. */
	db: Db;
	/** A page of this person, who signed in through the form; of nobody without a name. */
	pageOf(name: PersonName | null, looks?: BrowserContextOptions): Promise<Page>;
	close(): Promise<void>;
}

async function signIn(page: Page, address: string, name: string): Promise<void> {
	await page.goto(address);
	await page.fill('[name=username]', `yunxi.${name}`);
	await page.fill('[name=password]', password);
	await page.click('form.stack button');
	await page.waitForURL((to) => !to.pathname.endsWith('/sign-in'));
}

/** A small assembly in a house of its own, with a browser before it. */
export async function openHouse({ entry }: { entry?: string } = {}): Promise<House> {
	const database = await freshDatabase();
	const owner = connect(database.ownerUrl, 4);
	const db = openDatabase(owner);
	const assembly = await seedSmallAssembly(db, 'yunxi');
	await letSignIn(database.ownerUrl);
	const folder = await mkdtemp(join(tmpdir(), 'concentric-journey-'));
	const env = {
		DATABASE_URL: database.appUrl,
		OWNER_DATABASE_URL: database.ownerUrl,
		DEMO: 'off',
		DATA_FOLDER: folder,
		PORT: String(20_000 + (process.pid % 20_000)),
	};
	const { url, server } = await startServer(env, entry);
	const browser = await launchBrowser();
	const sessions = new Map<PersonName, Cookie[]>();
	return {
		url,
		assembly,
		browser,
		db,
		async pageOf(name, looks = phone) {
			const context = await browser.newContext({ ...looks, locale: 'zh-CN' });
			context.setDefaultTimeout(15_000);
			const page = await context.newPage();
			if (looks.javaScriptEnabled === false) await lookThroughMirror(page, looks);
			if (!name) return page;
			const known = sessions.get(name);
			if (known) await context.addCookies(known);
			else await signIn(page, `${url}/yunxi/sign-in`, name);
			sessions.set(name, known ?? (await context.cookies()));
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
