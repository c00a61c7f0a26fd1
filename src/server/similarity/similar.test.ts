import { afterAll, beforeAll, expect, test } from 'vitest';
import { listReadableTexts } from '../proposals/queries/texts.ts';
import { openDemo, type Demo } from '../search/demo-for-tests.ts';
import type { Written } from '../search/terms.ts';
import { readPairs } from './pairs.ts';
import { alarming, readSimilar, readSimilarTo } from './read.ts';

let demo: Demo;
beforeAll(async () => void (demo = await openDemo('2026-11-22')), 120_000);
afterAll(() => demo?.close());

const place = /[\p{Script=Han}]{2}(镇|乡|村|街道|路|小区)/gu;
/** Every fourth sentence gone, the others in another order and at another place. */
const rewritten = (text: string): string =>
	text
		.split(/(?<=[。；])/)
		.filter((_, n) => n % 4 !== 3)
		.reverse()
		.join('')
		.replace(place, '河东$1');

async function written(state: string): Promise<(Written & { id: string })[]> {
	const { db, asPublic } = demo;
	const clerk = await demo.as('proposal_clerk');
	const rows = await db
		.selectFrom('matter')
		.select('id')
		.where('committee_id', '=', asPublic.committee.id)
		.where('state', '=', state)
		.orderBy('id')
		.limit(30)
		.execute();
	const texts = await listReadableTexts(
		db,
		clerk,
		rows.map(({ id }) => id),
	);
	return texts.flatMap(({ id, title, text }) => (text ? [{ id, title, ...text }] : []));
}

test('a proposal written again, reordered and moved to another place, is found among the first five', async () => {
	const clerk = await demo.as('proposal_clerk');
	const originals = await written('closed');
	let found = 0;
	for (const { id, title, situation, analysis, suggestions } of originals) {
		const copy = {
			title: title.replace(place, '河东$1'),
			situation: rewritten(situation),
			analysis: rewritten(analysis),
			suggestions: rewritten(suggestions),
		};
		const similar = await readSimilar(clerk, copy);
		const original = similar.find(({ row }) => row.id === id);
		if (!original) continue;
		found++;
		expect(original.alarm).toBe(true);
		expect(original.passages.length).toBeGreaterThan(2);
		for (const { ours, theirs } of original.passages) {
			expect(Object.values(copy).join('\n')).toContain(ours);
			expect([situation, analysis, suggestions].join('\n')).toContain(theirs);
		}
	}
	expect(originals.length).toBe(30);
	expect(found).toBeGreaterThanOrEqual(27);
}, 60_000);

test('a matter that nobody raised before rings no alarm', async () => {
	const similar = await readSimilar(await demo.as('proposal_clerk'), {
		title: '关于规范无人机飞行管理的提案',
		situation: '近来无人机在居民楼之间低空飞行，有人借此窥视他人住宅，居民多次报警。',
		analysis: '实名登记执行不严，禁飞区没有标识，操控者难以查找。',
		suggestions: '公布禁飞区地图，设立举报渠道，查处黑飞。',
	});
	expect(similar.filter(({ alarm }) => alarm)).toEqual([]);
	expect(
		await readSimilar(await demo.as('member'), { title: '', situation: '', analysis: '', suggestions: '' }),
	).toEqual([]);
});

test('nobody is shown a likeness to what he may not read in full, nor to a draft', async () => {
	const readers = [demo.asPublic, await demo.as('member'), await demo.as('unit_head'), await demo.as('proposal_clerk')];
	for (const draft of [...(await written('submitted')), ...(await written('assigned'))].slice(0, 25))
		for (const ctx of readers) {
			const similar = await readSimilar(ctx, draft);
			const texts = await listReadableTexts(
				demo.db,
				ctx,
				similar.map(({ row }) => row.id),
			);
			for (const one of similar) {
				const text = texts.find(({ id }) => id === one.row.id);
				expect(text?.text, `${ctx.actor.name}: ${one.row.title}`).not.toBeNull();
				if (one.reply) expect(text?.replies.map(({ body }) => body)).toContain(one.reply.body);
				expect(['draft', 'withdrawn']).not.toContain(one.row.state);
			}
		}
}, 60_000);

test('the answer that a like matter was given is offered with it', async () => {
	const clerk = await demo.as('proposal_clerk');
	const [any] = await written('closed');
	const similar = await readSimilarTo(clerk, any?.id ?? '');
	expect(similar.map(({ row }) => row.id)).not.toContain(any?.id);
	expect(similar.some(({ reply }) => (reply?.body.length ?? 0) > 50)).toBe(true);
	await expect(readSimilarTo(demo.asPublic, '00000000-0000-7000-8000-000000000000')).rejects.toThrow('unknown');
});

test('near-duplicates of a session are listed as pairs, each once, the likest first', async () => {
	const session = await demo.db
		.selectFrom('plenary_session')
		.select('id')
		.where('committee_id', '=', demo.asPublic.committee.id)
		.orderBy('opens_on')
		.limit(1)
		.executeTakeFirstOrThrow();
	const pairs = await readPairs(await demo.as('proposal_clerk'), session.id);
	expect(pairs.length).toBeGreaterThan(0);
	expect(pairs.map(({ score }) => score)).toEqual(pairs.map(({ score }) => score).sort((a, b) => b - a));
	expect(Math.min(...pairs.map(({ score }) => score))).toBeGreaterThanOrEqual(alarming);
	const seen = pairs.map(({ rows: [a, b] }) => [a.id, b.id].sort().join());
	expect(new Set(seen).size).toBe(seen.length);
}, 120_000);
