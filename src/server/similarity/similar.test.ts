import { afterAll, beforeAll, expect, test } from 'vitest';
import { listReadableTexts } from '../proposals/queries/texts.ts';
import { openDemo, type Demo } from '../search/demo-for-tests.ts';
import type { Written } from '../search/terms.ts';
import { judgeUnlike, takeBackJudgement } from './commands.ts';
import { readNearDuplicates, readPairs } from './pairs.ts';
import { alarming, readSimilar, readSimilarTo } from './read.ts';
import { compareSession } from './session/compare-session.ts';

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

async function oldestSession(): Promise<string> {
	const session = await demo.db
		.selectFrom('plenary_session')
		.select('id')
		.where('committee_id', '=', demo.asPublic.committee.id)
		.orderBy('opens_on')
		.limit(1)
		.executeTakeFirstOrThrow();
	return session.id;
}

test('near-duplicates of a session are compared once and listed as pairs, each once, the likest first', async () => {
	const clerk = await demo.as('proposal_clerk');
	const session = await oldestSession();
	const before = await readPairs(clerk, session);
	expect(before.pairs).toEqual([]);
	expect(before.progress.waiting).toBe(before.progress.all);
	expect(await compareSession(clerk, session)).toBe(0);
	const { pairs, progress } = await readPairs(clerk, session);
	expect(progress.waiting).toBe(0);
	expect(pairs.length).toBeGreaterThan(0);
	expect(pairs.map(({ score }) => score)).toEqual(pairs.map(({ score }) => score).sort((a, b) => b - a));
	expect(Math.min(...pairs.map(({ score }) => score))).toBeGreaterThanOrEqual(alarming - 1e-6);
	const seen = pairs.map(({ rows: [a, b] }) => [a.id, b.id].sort().join());
	expect(new Set(seen).size).toBe(seen.length);
}, 120_000);

test('what an examiner judges to be different matters is named to nobody again, until it is taken back', async () => {
	const clerk = await demo.as('proposal_clerk');
	const director = await demo.as('proposal_director');
	const session = await oldestSession();
	await compareSession(clerk, session);
	const [first] = (await readPairs(clerk, session)).pairs;
	const pair: [string, string] = [first?.rows[0].id ?? '', first?.rows[1].id ?? ''];
	const [one, other] = pair;
	const names = async () => (await readSimilarTo(director, one)).map(({ row }) => row.id);
	expect(await names()).toContain(other);
	await judgeUnlike(clerk, [other, one]);
	await judgeUnlike(clerk, pair);
	expect(await names()).not.toContain(other);
	const isPair = ({ rows: [a, b] }: { rows: [{ id: string }, { id: string }] }) => a.id === one && b.id === other;
	expect((await readPairs(director, session)).pairs.filter(isPair)).toEqual([]);
	const judged = (await readPairs(director, session, { view: 'unlike' })).pairs;
	expect(judged.filter(isPair)).toMatchObject([{ unlike: { by: clerk.actor.name } }]);
	await takeBackJudgement(director, pair);
	await takeBackJudgement(director, pair);
	expect(await names()).toContain(other);
	const kept = await demo.db.selectFrom('unlike_pair').selectAll().execute();
	expect(kept).toMatchObject([{ said_by: clerk.actor.person_id, taken_back_by: director.actor.person_id }]);
	for (const nobody of [demo.asPublic, await demo.as('member'), await demo.as('unit_head')]) {
		await expect(judgeUnlike(nobody, pair)).rejects.toThrow('not_permitted');
		await expect(readPairs(nobody, session)).rejects.toThrow('not_permitted');
	}
	await expect(judgeUnlike(clerk, [one, one])).rejects.toThrow('unknown');
	await expect(judgeUnlike(clerk, [one, 'x'])).rejects.toThrow('unknown');
}, 120_000);

test('groups show what each shares with the main one, word for word, and all is found again page by page', async () => {
	const clerk = await demo.as('proposal_clerk');
	const session = await oldestSession();
	await compareSession(clerk, session);
	const { groups, total, pages, counts } = await readNearDuplicates(clerk, session, { view: 'all', page: 1 });
	expect(counts.all).toBe(total);
	expect(groups.length).toBeGreaterThan(0);
	expect(groups.some(({ others }) => others.some(({ passages }) => passages.length > 1))).toBe(true);
	const last = await readNearDuplicates(clerk, session, { view: 'all', page: 99 });
	expect(last.page).toBe(pages);
}, 120_000);

test('a text that has become another is compared anew, and nothing else', async () => {
	const clerk = await demo.as('proposal_clerk');
	const session = await oldestSession();
	await compareSession(clerk, session);
	const [first] = (await readPairs(clerk, session)).pairs;
	const id = first?.rows[0].id ?? '';
	const { situation } = await demo.db
		.selectFrom('proposal')
		.select('situation')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	await demo.db
		.updateTable('proposal')
		.set({ situation: `${situation}另有一处。` })
		.where('id', '=', id)
		.execute();
	expect((await readPairs(clerk, session)).progress.waiting).toBe(1);
	await compareSession(clerk, session);
	expect((await readPairs(clerk, session)).progress.waiting).toBe(0);
}, 120_000);
