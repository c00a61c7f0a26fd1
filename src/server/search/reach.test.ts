import { afterAll, beforeAll, expect, test } from 'vitest';
import { transition } from '../core/transition.ts';
import { readProposal } from '../proposals/read.ts';
import { openDemo, type Demo } from './demo-for-tests.ts';
import { fold } from './fold.ts';
import { searchInput } from './input.ts';
import { indexChanged } from './jobs.ts';
import { understandQuery } from './query.ts';
import { readSearch } from './read.ts';

let demo: Demo;
beforeAll(async () => void (demo = await openDemo('2026-11-22')), 120_000);
afterAll(() => demo?.close());

const roles = [
	'proposal_clerk',
	'member',
	'assigner',
	'inspector',
	'unit_head',
	'unit_drafter',
	'organisation_contact',
	'chair',
];
const words =
	'食堂 公交 停车 学校 医院 财政 住建局 经费 补助 调研 云溪 建议 答复 面商 感谢 安排 道路 养老 污水 垃圾 电梯 教师 村医 茶叶 文物 消防 宿舍 河道 桥 顾望川 民盟 请予 督办 编制 预算 3路 gwc'.split(
		' ',
	);

test('nobody finds by a word what he may not read, and every mark stands in what he reads', async () => {
	const readers = [demo.asPublic, ...(await Promise.all(roles.map((role) => demo.as(role))))];
	for (const ctx of readers)
		for (const word of words) {
			const input = searchInput.parse({ q: word, page: '1' });
			const { rows, total } = await readSearch(ctx, input);
			expect(total, `${ctx.actor.name} ${word}`).toBeLessThanOrEqual(1001);
			for (const { row, snippet } of rows.slice(0, 6)) {
				const view = await readProposal(ctx, row.id);
				const names = [
					view.lead.name,
					view.body,
					...view.signers.map(({ name }) => name),
					...view.assignments.map(({ unit }) => unit),
				];
				const read = fold(
					[
						view.title,
						view.number_label,
						...names,
						...Object.values(view.text ?? {}),
						...view.replies.map(({ body }) => body),
					].join('\n'),
				);
				const alternatives = understandQuery(word)?.wanted.flatMap((one) => one.alternatives) ?? [];
				const stands = alternatives.some((all) =>
					all.every((one) => one.startsWith('@') || read.includes(one.replace('*', ''))),
				);
				expect(stands, `${ctx.actor.name} finds ${row.title} by ${word}`).toBe(true);
				for (const { text, found } of snippet?.pieces ?? []) if (found) expect(read).toContain(fold(text));
			}
		}
}, 120_000);

test('a matter made secret is found by nobody from that moment, and indexed no more', async () => {
	const director = await demo.as('proposal_director');
	const clerk = await demo.as('proposal_clerk');
	const asked = searchInput.parse({ q: '第128号' });
	const [found] = (await readSearch(demo.asPublic, asked)).rows;
	expect(found?.row.title).toBe('关于建立村级老年食堂长效运营机制的提案');
	const id = found?.row.id ?? '';
	await transition(director, 'proposal', id, 'mark_secret', { input: { reason: '涉及正在办理的案件' } });
	const words = searchInput.parse({ q: '村级老年食堂长效运营机制' });
	const finds = async (ctx: typeof clerk) => (await readSearch(ctx, words)).rows.some(({ row }) => row.id === id);
	expect(await finds(demo.asPublic)).toBe(false);
	expect(await finds(clerk)).toBe(false);
	await indexChanged(demo.asPublic);
	const kept = await demo.db.selectFrom('search_document').select('title').where('matter_id', '=', id).execute();
	expect(kept).toEqual([]);
});

test('of a matter whose text is closed again nothing but the title is found, from that moment', async () => {
	const { db, asPublic } = demo;
	const one = await db
		.selectFrom('matter as m')
		.innerJoin('proposal as p', (on) => on.onRef('p.committee_id', '=', 'm.committee_id').onRef('p.id', '=', 'm.id'))
		.select(['m.id', 'p.situation'])
		.where('m.committee_id', '=', asPublic.committee.id)
		.where('m.openness', '=', 'public')
		.orderBy('m.id', 'desc')
		.executeTakeFirstOrThrow();
	const asked = searchInput.parse({ q: one.situation.slice(0, 24).replace(/[“”"]/g, ' ') });
	const finds = async () => (await readSearch(asPublic, asked)).rows.some(({ row }) => row.id === one.id);
	expect(await finds()).toBe(true);
	await db
		.updateTable('matter')
		.set({ openness: 'summary' })
		.where('committee_id', '=', asPublic.committee.id)
		.where('id', '=', one.id)
		.execute();
	expect(await finds()).toBe(false);
	await indexChanged(asPublic);
	expect(await finds()).toBe(false);
});
