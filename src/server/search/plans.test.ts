import { setTimeout as pause } from 'node:timers/promises';
import { CompiledQuery, sql, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../core/context.ts';
import { readSimilar } from '../similarity/read.ts';
import { startIndexing } from '../worker/indexing.ts';
import { openDemo, type Demo } from './demo-for-tests.ts';
import { searchInput } from './input.ts';
import { indexChanged } from './jobs.ts';
import { inBlock } from './places.ts';
import { listMatches } from './queries.ts';
import { readSearch } from './read.ts';
import { suggest } from './suggest.ts';

let demo: Demo;
let clerk: Context;
beforeAll(async () => {
	demo = await openDemo('2026-11-22');
	clerk = await demo.as('proposal_clerk');
}, 120_000);
afterAll(() => demo?.close());

/** What a question costs, as the planner would do it if no table were small. */
async function plansOf(asking: Context, ask: (ctx: Context) => Promise<unknown>): Promise<string[]> {
	const statements: CompiledQuery[] = [];
	const executor = asking.db.getExecutor();
	const recorder: KyselyPlugin = {
		transformQuery: ({ node, queryId }) => {
			statements.push(executor.compileQuery(node, queryId));
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	};
	await ask({ ...asking, db: asking.db.withPlugin(recorder) });
	return asking.db.transaction().execute(async (trx) => {
		await sql`set local enable_seqscan = off`.execute(trx);
		const plans: string[] = [];
		for (const { sql: text, parameters } of statements) {
			const { rows } = await trx.executeQuery<{ 'QUERY PLAN': string }>(
				CompiledQuery.raw(`explain ${text}`, [...parameters]),
			);
			plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
		}
		return plans;
	});
}
const wholeTable = /Seq Scan on (matter|proposal|search_document|similarity_term|reply)/;

const questions: [what: string, input: Record<string, string>][] = [
	['a frequent word', { q: '建议' }],
	['two words', { q: '食堂 补助' }],
	['a phrase', { q: '“老年食堂”' }],
	['a name in letters', { q: 'guwangchuan' }],
	['a word within a state', { q: '食堂', state: 'closed' }],
	['a word within a year', { q: '食堂', submitted_from: '2024-01-01', submitted_to: '2024-12-31' }],
];
test.each(questions)('%s is looked up in the index, for the office and for everybody', async (_, input) => {
	const asked = searchInput.parse(input);
	for (const [ctx, index] of [
		[clerk, 'search_document_words'],
		[demo.asPublic, 'search_document_open_words'],
	] as const) {
		const plans = await plansOf(ctx, (recorded) => readSearch(recorded, asked));
		expect(plans.length).toBeLessThanOrEqual(3);
		expect(plans[0]).toContain(`Bitmap Index Scan on ${index}`);
		for (const plan of plans) expect(plan).not.toMatch(wholeTable);
	}
});

test('what is suggested while typing is looked up in the index', async () => {
	const plans = await plansOf(clerk, (recorded) => suggest(recorded, '老年食堂'));
	expect(plans.some((plan) => plan.includes('Bitmap Index Scan on search_document_words'))).toBe(true);
	for (const plan of plans) expect(plan).not.toMatch(wholeTable);
});

test('like matters are found by their words and places, in two statements', async () => {
	const plans = await plansOf(clerk, (recorded) =>
		readSimilar(recorded, {
			title: '关于建立村级老年食堂长效运营机制的提案',
			situation: '部分村级老年食堂因运营经费不足、供餐人数波动而难以持续。',
			analysis: '补助办法按床位而不按用餐人次计算。',
			suggestions: '将运营补助列入年度预算，按实际用餐人次结算。',
		}),
	);
	expect(plans).toHaveLength(2);
	expect(plans[0]).toContain('similarity_term_pkey');
	expect(plans[0]).toContain('search_document_place');
	for (const plan of plans) expect(plan).not.toMatch(wholeTable);
});

const newestFirst = (ctx: Context, stretch: { from: number; to: number }) =>
	listMatches(ctx.db, ctx, { query: "'修改'", ranking: "'修改'", folded: '修改', filter: {}, limit: 2000, stretch });
const sessionOf = async (order: 'asc' | 'desc') =>
	(
		await demo.db
			.selectFrom('plenary_session')
			.select('id')
			.where('committee_id', '=', clerk.committee.id)
			.orderBy('opens_on', order)
			.executeTakeFirstOrThrow()
	).id;
const matterOf = (plenary_session_id: string) =>
	demo.db
		.selectFrom('matter')
		.select(['id', 'title'])
		.where('committee_id', '=', clerk.committee.id)
		.where('plenary_session_id', '=', plenary_session_id)
		.where('state', '=', 'closed')
		.orderBy('id')
		.executeTakeFirstOrThrow();
const placeOf = async (id: string) =>
	await demo.db
		.selectFrom('search_document as d')
		.innerJoin('search_block as b', (on) =>
			on.onRef('b.committee_id', '=', 'd.committee_id').on(sql<boolean>`b.block = d.place / ${sql.lit(inBlock)}`),
		)
		.select(['b.plenary_session_id', 'd.place'])
		.where('d.matter_id', '=', id)
		.executeTakeFirstOrThrow();

test('an old matter that changes today stays among those of its session; moved to another, it is found there', async () => {
	const [oldest, newest] = [await sessionOf('asc'), await sessionOf('desc')];
	const { id, title } = await matterOf(oldest);
	const set = async (values: { title?: string; plenary_session_id?: string; number_label?: null }) => {
		await demo.db.updateTable('matter').set(values).where('id', '=', id).execute();
		await indexChanged(demo.asPublic);
	};
	const before = await placeOf(id);
	await set({ title: `${title}（修改）` });
	expect(await placeOf(id)).toEqual(before);
	const inNewest = async () => (await newestFirst(clerk, { from: 0, to: 50 })).hits.some((hit) => hit.id === id);
	expect(await inNewest()).toBe(false);
	await set({ plenary_session_id: newest, number_label: null });
	expect((await placeOf(id)).plenary_session_id).toBe(newest);
	expect(await inNewest()).toBe(true);
	await set({ plenary_session_id: oldest });
});

test('what changes is found a moment later, with two processes at work, and filed once', async () => {
	const { id } = await matterOf(await sessionOf('asc'));
	const at = [1, 2].map(() => startIndexing({ db: demo.db, everyMs: 20 }));
	try {
		await demo.db.updateTable('matter').set({ title: '关于无人驾驶清扫车的提案' }).where('id', '=', id).execute();
		const asked = searchInput.parse({ q: '“无人驾驶清扫车”' });
		for (const end = Date.now() + 20_000; (await readSearch(clerk, asked)).total !== 1; await pause(30))
			if (Date.now() > end) throw new Error('not found');
		const { place } = await placeOf(id);
		const { rows } = await sql<{ n: number }>`
			select count(*)::int as n from similarity_term, unnest(places) place where term = '清扫车' and place = ${place}`.execute(
			demo.db,
		);
		expect(rows[0]?.n).toBeLessThanOrEqual(1);
	} finally {
		for (const one of at) await one.stop();
	}
}, 60_000);
