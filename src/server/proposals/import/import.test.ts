import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { canonical } from '../../core/timeline.ts';
import { clockJobs } from '../../jobs.ts';
import { Life } from '../../notices/life-for-tests.ts';
import { readProposals } from '../read.ts';
import { importLedger } from './commands.ts';
import { ledger2023, offices, row, written } from './office-for-tests.ts';

const office = offices();

test('sixty past proposals are stored as they were: numbers, units, days, results, ratings, closed', async () => {
	const progress: [number, number][] = [];
	const report = await importLedger(office.ctx, await office.open(ledger2023), {
		onProgress: (done, total) => progress.push([done, total]),
	});
	expect(report).toEqual({ bad: [], stored: 60, alreadyThere: 0, differing: [], newSessions: ['十届二次会议'] });
	expect(progress.at(-1)).toEqual([60, 60]);
	expect(await office.stored('matter')).toBe(60);
	const first = await office.numbered('1');
	expect(first).toMatchObject({
		state: 'closed',
		openness: 'internal',
		title: '关于加快推进老旧小区加装电梯的提案',
		kind: 'joint',
		handling: 'joint',
		result_class: 'B',
		session: '十届二次会议',
		sector: '经济界',
		category: 'urban',
	});
	expect(first.lead.name).toBe('陈国平');
	expect(first.signers.map((one) => [one.name, one.state])).toEqual([
		['李秀兰', 'signed'],
		['王军', 'signed'],
	]);
	expect(first.assignments.map((one) => [one.unit, one.role, one.state])).toEqual([
		['县住建局', 'lead', 'answered'],
		['县财政局', 'co', 'answered'],
		['县自然资源局', 'co', 'answered'],
	]);
	expect(first.evaluations).toMatchObject([{ name: '陈国平', state: 'given', result: 'satisfied' }]);
	expect(
		first.timeline.map((entry) => [entry.act, entry.at.toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })]),
	).toEqual([
		['proposal.admit', '2023-02-20'],
		...['confirm', 'confirm', 'confirm'].map((act) => [`assignment.${act}`, '2023-02-20']),
		['proposal.assign', '2023-02-20'],
		['reply.deliver', '2023-05-12'],
		['proposal.answer', '2023-05-12'],
		['evaluation.give', '2023-05-12'],
		['proposal.rate', '2023-05-12'],
		['proposal.close', '2023-05-12'],
		['proposal.import', '2026-11-22'],
	]);
	expect(first.deadlines).toMatchObject([
		{ kind: 'reply', state: 'met', starts_on: '2023-02-20', due_on: '2023-05-22', ended_on: '2023-05-12' },
	]);
	expect(await office.numbered('44')).toMatchObject({ kind: 'party', lead: { name: '民盟云溪县总支部' } });
	expect(await office.numbered('平007')).toMatchObject({ period: 'between_sessions', ratings: { asked: 1, given: 0 } });
	const split = await office.numbered('40');
	expect(split.assignments.map((one) => one.role)).toEqual(['split', 'split']);
});

test('what is still in hand is in hand: at its unit, with its clock, not closed', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const open8 = await office.numbered('平008');
	expect(open8).toMatchObject({ state: 'assigned', due_on: '2024-02-27', ratings: null });
	expect(open8.assignments.map((one) => one.state)).toEqual(['assigned', 'assigned']);
	const { holder_body_id } = await office.db
		.selectFrom('matter')
		.select('holder_body_id')
		.where('id', '=', open8.id)
		.executeTakeFirstOrThrow();
	expect(holder_body_id).toBe(open8.assignments[0]?.unit_id);
	expect(Object.values(open8.may.parts).flat()).toEqual([]);
});

test('nobody but the committee sees an imported proposal until it is reviewed', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	const found = async (who: 'public' | 'bai' | 'clerk') =>
		(await readProposals(await office.assembly.as(who, '2026-11-22T09:00:00+08:00'), {})).total;
	expect([await found('public'), await found('bai'), await found('clerk')]).toEqual([0, 0, 60]);
});

test('past members and organisations become persons without a sign-in, once for all ledgers', async () => {
	const count = async () =>
		Number(
			(
				await office.db
					.selectFrom('person')
					.select((eb) => eb.fn.countAll().as('n'))
					.where('name', '=', '老委员')
					.executeTakeFirst()
			)?.n,
		);
	await importLedger(
		office.ctx,
		await written([row(1, { 第一提案人: '老委员' }), row(2, { 第一提案人: '陈国平、老委员' })]).then((bytes) =>
			office.open(bytes),
		),
	);
	await importLedger(office.ctx, await written([row(3, { 第一提案人: '老委员' })]).then((bytes) => office.open(bytes)));
	expect(await count()).toBe(1);
	expect(
		(await office.db.selectFrom('person').select('user_id').where('name', '=', '老委员').executeTakeFirst())?.user_id,
	).toBeNull();
});

test('numbers of the ledger belong to their matters, its gaps are never given, and the next number follows the highest', async () => {
	await importLedger(office.ctx, await written([row(3), row(7)]).then((bytes) => office.open(bytes, '十届五次')));
	const series = await office.db
		.selectFrom('number_series')
		.select(['series', 'last'])
		.where('committee_id', '=', office.ctx.committee.id)
		.execute();
	expect(series).toEqual([{ series: `proposal:${office.assembly.session_id}:in_session`, last: 7 }]);
	const life = await Life.begin(office.assembly);
	await life.admitted();
	expect(await life.dossier()).toMatchObject({ number: 8, number_label: '8' });
	const given = await office.db
		.selectFrom('number_given as g')
		.innerJoin('matter as m', 'm.id', 'g.matter_id')
		.select(['g.number', 'g.state', 'm.number as of'])
		.where('g.committee_id', '=', office.ctx.committee.id)
		.orderBy('g.number')
		.execute();
	expect(given).toEqual([3, 7, 8].map((number) => ({ number, state: 'given', of: number })));
});

test('counts by state follow an import', async () => {
	await importLedger(office.ctx, await office.open(ledger2023));
	await clockJobs.fold_tally?.run(office.ctx);
	const tally = async () =>
		Object.fromEntries(
			(
				await office.db
					.selectFrom('tally')
					.select(['state', 'n'])
					.where('committee_id', '=', office.ctx.committee.id)
					.where('n', '<>', 0)
					.execute()
			).map((one) => [one.state, one.n]),
		);
	expect(await tally()).toEqual({ closed: 59, assigned: 1 });
	await clockJobs.recount_tally?.run(office.ctx);
	expect(await tally()).toEqual({ closed: 59, assigned: 1 });
});

test('the log of an imported proposal is as tamper-evident as any', async () => {
	await importLedger(office.ctx, await office.open(await written([row(1)])));
	const { rows } = await sql<{ content_hash: Buffer; salt: Buffer; content: unknown }>`
		select t.content_hash, c.salt, c.content from timeline t join timeline_content c using (committee_id, matter_id, seq)
		where t.committee_id = ${office.ctx.committee.id}`.execute(office.db);
	expect(rows.length).toBeGreaterThan(5);
	const hashes = rows.map(({ salt, content }) =>
		createHash('sha256').update(salt).update(canonical(content)).digest('hex'),
	);
	expect(rows.map((entry) => entry.content_hash.toString('hex'))).toEqual(hashes);
});
