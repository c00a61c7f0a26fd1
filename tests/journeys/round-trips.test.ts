import { globSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonName } from '#server/testing/assembly.ts';
import { advance, type Begun } from './advance.ts';
import { desktop, openHouse, type House } from './house.ts';

/** quality.md §2: session and person included. */
const most = 6;

const stages = ['drafted', 'invited', 'submitted', 'written', 'answered', 'published'] as const;
const begun = {} as Record<(typeof stages)[number], Begun>;
/** Only those concerned may see it, and each reading is noted. */
let secret: string;
let house: House;
beforeAll(async () => {
	house = await openHouse({ entry: 'tests/journeys/counting-server.ts' });
	for (const stage of stages) begun[stage] = await advance(house, stage);
	secret = (await advance(house, 'submitted')).id;
	await sql`update matter set secret = true, openness = 'restricted' where id = ${secret}`.execute(house.db);
});
afterAll(() => house?.close());

type Look = [who: PersonName | null, path: () => string];

/** Every page, and who looks at what of it. A new route without its line here fails the test. */
const looks: Record<string, Look[]> = {
	'(public)': [
		[null, () => ''],
		['lin', () => ''],
	],
	'(public)/about': [['lin', () => '/about']],
	'(public)/ledger': [
		[null, () => '/ledger'],
		['lin', () => '/ledger?before=2'],
	],
	'(public)/progress': [['lin', () => '/progress']],
	'(public)/proposals': [
		[null, () => '/proposals'],
		['lin', () => '/proposals?title=食堂'],
	],
	'(public)/proposals/[id=id]': [
		[null, () => `/proposals/${begun.published.id}`],
		['lin', () => `/proposals/${begun.published.id}`],
	],
	'(public)/search': [
		[null, () => '/search?q=食堂'],
		['lin', () => '/search?q=食堂'],
	],
	'(member)/member': [
		['lin', () => '/member'],
		['gu', () => '/member'],
	],
	'(member)/member/search': [['lin', () => '/member/search?q=食堂']],
	'(member)/member/account': [['lin', () => '/member/account']],
	'(member)/member/notices': [['lin', () => '/member/notices']],
	'(member)/member/proposals': [['lin', () => '/member/proposals']],
	'(member)/member/proposals/new': [['lin', () => '/member/proposals/new']],
	'(member)/member/proposals/[id=id]': [
		['gu', () => `/member/proposals/${begun.invited.id}`],
		['lin', () => `/member/proposals/${begun.written.id}`],
		['lin', () => `/member/proposals/${begun.answered.id}`],
	],
	'(member)/member/proposals/[id=id]/edit': [['lin', () => `/member/proposals/${begun.invited.id}/edit`]],
	'(member)/member/proposals/[id=id]/preview': [['lin', () => `/member/proposals/${begun.drafted.id}/preview`]],
	'(member)/member/proposals/[id=id]/withdraw': [['lin', () => `/member/proposals/${begun.drafted.id}/withdraw`]],
	'(unit)/unit': [
		['drafter', () => '/unit'],
		['finance_head', () => '/unit?tray=countersign'],
	],
	'(unit)/unit/search': [['drafter', () => '/unit/search?q=食堂']],
	'(unit)/unit/notices': [['drafter', () => '/unit/notices']],
	'(unit)/unit/proposals/[id=id]': [
		['drafter', () => `/unit/proposals/${begun.written.id}`],
		['finance_head', () => `/unit/proposals/${begun.written.id}`],
	],
	'(unit)/unit/proposals/[id=id]/reply/[reply=id]': [
		['drafter', () => `/unit/proposals/${begun.written.id}/reply/${begun.written.reply}`],
	],
	'(staff)/desk': [
		['clerk', () => '/desk'],
		['clerk', () => `/desk?open=${begun.submitted.id}`],
		['assigner', () => `/desk?open=${begun.written.id}`],
		['inspector', () => '/desk'],
	],
	'(staff)/desk/notices': [['clerk', () => '/desk/notices']],
	'(staff)/desk/intake': [['clerk', () => '/desk/intake']],
	'(staff)/desk/search': [['clerk', () => '/desk/search?q=食堂']],
	'(staff)/desk/similar': [['clerk', () => '/desk/similar?view=all']],
	'(staff)/desk/progress': [['clerk', () => '/desk/progress']],
	'(staff)/desk/proposals': [['clerk', () => '/desk/proposals']],
	'(staff)/desk/proposals/new': [['clerk', () => '/desk/proposals/new']],
	'(staff)/desk/proposals/[id=id]': [
		['clerk', () => `/desk/proposals/${begun.answered.id}`],
		['director', () => `/desk/proposals/${secret}`],
	],
	'(staff)/desk/proposals/[id=id]/similar': [['clerk', () => `/desk/proposals/${begun.submitted.id}/similar`]],
	'(staff)/desk/proposals/[id=id]/print': [['clerk', () => `/desk/proposals/${begun.answered.id}/print`]],
	'(own)/exports': [
		['clerk', () => '/exports'],
		['clerk', () => '/exports?list=desk&format=csv'],
	],
	'sign-in': [[null, () => '/sign-in']],
	// without a session that is halfway it leads to the sign-in
	'sign-in/code': [[null, () => '/sign-in/code']],
	'password/[token]': [[null, () => '/password/AAAAAAAAAAAAAAAAAAAAAA']],
	'(own)/account': [['clerk', () => '/account']],
	'(own)/account/readings': [['lin', () => '/account/readings']],
	'(own)/account/password': [['lin', () => '/account/password']],
	'(own)/account/second-factor': [['lin', () => '/account/second-factor']],
	'(own)/accounts': [['clerk', () => '/accounts']],
	'(own)/accounts/rules': [['administrator', () => '/accounts/rules']],
};

const root = 'src/routes/[committee]';
const routes = globSync('src/routes/*committee*/**/+page.svelte').map((path) =>
	path.slice(root.length + 1).replace(/\/?\+page\.svelte$/, ''),
);

/** What an answer cost. The committee of the address is looked up once a minute for everybody. */
const costOf = (header: string | undefined): string[] =>
	(JSON.parse(decodeURIComponent(header ?? '[]')) as string[]).filter(
		(text) => !text.startsWith('select "id", "slug"'),
	);

test('every page of the house has its line here', () => {
	expect(Object.keys(looks).sort()).toEqual([...routes].sort());
});

test.each(Object.keys(looks))('%s costs six statements at most', async (route) => {
	for (const [who, path] of looks[route] ?? []) {
		const page = await house.pageOf(who, desktop);
		const answer = await page.goto(`${house.url}/yunxi${path()}`);
		expect(answer?.status(), path()).toBe(200);
		const cost = costOf(answer?.headers()['x-statements']);
		expect(cost.length, `${path()} as ${who}: ${cost.join('\n')}`).toBeLessThanOrEqual(most);
		await page.context().close();
	}
});
