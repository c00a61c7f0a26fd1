import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import writeXlsxFile from 'write-excel-file/node';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/database.ts';
import type { Context } from '../../core/context.ts';
import { connect, openDatabase, type Connection, type Db } from '../../core/database.ts';
import { newId } from '../../core/id.ts';
import { clockJobs } from '../../jobs.ts';
import { Life } from '../../notices/life-for-tests.ts';
import { seedSmallAssembly, type SmallAssembly } from '../../testing/assembly.ts';
import { readProposal, readProposals } from '../read.ts';
import { importLedger } from './commands.ts';
import { openLedger } from './open.ts';

const fixtures = new URL('../../../../tests/fixtures/', import.meta.url);
const ledger2023 = readFileSync(new URL('ledger-2023.xlsx', fixtures));
const ledgerBad = readFileSync(new URL('ledger-bad.xlsx', fixtures));
const readme = readFileSync(new URL('README.md', fixtures), 'utf8').split('\n');

const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
/** The lines of the README's tables that begin in this way, cell by cell. */
const linesFrom = (heading: string) => {
	const at = readme.findIndex((line) => line.split('|')[1]?.trim() === heading);
	const end = readme.findIndex((line, index) => index > at && !line.startsWith('|'));
	return readme.slice(at + 2, end).map(cellsOf);
};
const units = linesFrom('short').map(([short = '', name = '']) => ({ short, name }));
const sectors = [...new Set(linesFrom('row').map((cells) => cells[5] ?? ''))].filter(Boolean);

let database: FreshDatabase;
let connection: Connection;
let db: Db;
let assembly: SmallAssembly;
let ctx: Context;
let committees = 0;
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 6);
	db = openDatabase(connection);
});
afterAll(async () => {
	await connection.end();
	await database.drop();
});
beforeEach(async () => {
	assembly = await seedSmallAssembly(db, `ledger-${++committees}`);
	const committee_id = assembly.committee.id;
	const body = (kind: string, name: string, short_name: string, at: number) => ({
		committee_id,
		id: newId(),
		kind,
		unit_kind: null,
		slug: `${kind}-${at}`,
		name,
		short_name,
		successor_id: null,
	});
	await db
		.insertInto('body')
		.values([
			...units.map(({ name, short }, at) => body('handling_unit', name, short, at)),
			...sectors.map((name, at) => body('sector', name, name, at)),
		])
		.execute();
	const person = { id: newId(), name: '陈国平', sex: null, born_in: null, work_unit: null, post: null, user_id: null };
	await db.insertInto('person').values(person).execute();
	await db
		.insertInto('mandate')
		.values({
			committee_id,
			id: newId(),
			person_id: person.id,
			body_id: assembly.bodies.farmers,
			role: 'member',
			member_no: null,
			starts_on: '2022-01-01',
			ends_on: null,
		})
		.execute();
	ctx = {
		...(await assembly.as('public', '2026-11-22T09:00:00+08:00')),
		actor: { kind: 'system', person_id: null, name: '', mandates: [] },
	};
});

const open = (bytes: Uint8Array, session?: string) => openLedger(ctx, bytes, session);
const storedIn = async (table: 'matter' | 'assignment' | 'timeline' | 'number_given' | 'plenary_session') =>
	Number(
		(
			await db
				.selectFrom(table)
				.select((eb) => eb.fn.countAll().as('n'))
				.where('committee_id', '=', ctx.committee.id)
				.executeTakeFirst()
		)?.n,
	);
const numbered = async (label: string) => {
	const found = await db
		.selectFrom('matter')
		.select('id')
		.where('committee_id', '=', ctx.committee.id)
		.where('number_label', '=', label)
		.executeTakeFirstOrThrow();
	return readProposal(await assembly.as('director', '2026-11-22T09:00:00+08:00'), found.id);
};

/** A ledger as an office would write it, row by row. */
async function written(rows: Record<string, string | number>[]): Promise<Uint8Array> {
	const headings = ['提案号', '案由', '第一提案人', '主办单位', '交办日期', '答复日期', '办理结果', '满意度'];
	const cells = (values: (string | number | undefined)[]) =>
		values.map((value) => (value === undefined ? null : { value }));
	const data = [cells(headings), ...rows.map((row) => cells(headings.map((heading) => row[heading])))];
	return (writeXlsxFile as unknown as (rows: unknown, options: unknown) => { toBuffer(): Promise<Buffer> })(data, {
		sheet: '十届二次',
	}).toBuffer();
}
const row = (number: number, more: Record<string, string | number> = {}) => ({
	提案号: number,
	案由: `关于第${number}件事的提案`,
	第一提案人: '陈国平',
	主办单位: '县财政局',
	交办日期: '2023-02-20',
	答复日期: '2023-05-12',
	办理结果: 'A',
	满意度: '满意',
	...more,
});

test('sixty past proposals are stored as they were: numbers, units, days, results, ratings, closed', async () => {
	const progress: [number, number][] = [];
	const report = await importLedger(ctx, await open(ledger2023), {
		onProgress: (done, total) => progress.push([done, total]),
	});
	expect(report).toEqual({ bad: [], stored: 60, alreadyThere: 0, differing: [], newSessions: ['十届二次会议'] });
	expect(progress).toEqual([[60, 60]]);
	expect(await storedIn('matter')).toBe(60);
	const first = await numbered('1');
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
	expect(await numbered('44')).toMatchObject({ kind: 'party', lead: { name: '民盟云溪县总支部' } });
	expect(await numbered('平007')).toMatchObject({ period: 'between_sessions', ratings: { asked: 1, given: 0 } });
	const split = await numbered('40');
	expect(split.assignments.map((one) => one.role)).toEqual(['split', 'split']);
});

test('what is still in hand is in hand: at its unit, with its clock, not closed', async () => {
	await importLedger(ctx, await open(ledger2023));
	const open8 = await numbered('平008');
	expect(open8).toMatchObject({ state: 'assigned', due_on: '2024-02-27', ratings: null });
	expect(open8.assignments.map((one) => one.state)).toEqual(['assigned', 'assigned']);
	const { holder_body_id } = await db
		.selectFrom('matter')
		.select('holder_body_id')
		.where('id', '=', open8.id)
		.executeTakeFirstOrThrow();
	expect(holder_body_id).toBe(open8.assignments[0]?.unit_id);
	expect(Object.values(open8.may.parts).flat()).toEqual([]);
});

test('nobody but the committee sees an imported proposal until it is reviewed', async () => {
	await importLedger(ctx, await open(ledger2023));
	const found = async (who: 'public' | 'bai' | 'clerk') =>
		(await readProposals(await assembly.as(who, '2026-11-22T09:00:00+08:00'), {})).total;
	expect([await found('public'), await found('bai'), await found('clerk')]).toEqual([0, 0, 60]);
});

test('the same ledger read again adds nothing; a row with other words is named and left as it is', async () => {
	await importLedger(ctx, await written([row(1), row(2)]).then((bytes) => open(bytes)));
	expect(await importLedger(ctx, await written([row(1), row(2)]).then((bytes) => open(bytes)))).toMatchObject({
		stored: 0,
		alreadyThere: 2,
		differing: [],
		newSessions: [],
	});
	const changed = await written([row(1, { 案由: '关于别的事的提案', 满意度: '不满意' }), row(2), row(4)]);
	const report = await importLedger(ctx, await open(changed));
	expect(report).toMatchObject({
		stored: 1,
		alreadyThere: 1,
		differing: [{ row: 2, label: '1', session: '十届二次会议', fields: ['title', 'satisfaction'] }],
	});
	expect((await numbered('1')).title).toBe('关于第1件事的提案');
	expect(await storedIn('matter')).toBe(3);
});

test('past members and organisations become persons without a sign-in, once for all ledgers', async () => {
	const count = async () =>
		Number(
			(
				await db
					.selectFrom('person')
					.select((eb) => eb.fn.countAll().as('n'))
					.where('name', '=', '老委员')
					.executeTakeFirst()
			)?.n,
		);
	await importLedger(
		ctx,
		await written([row(1, { 第一提案人: '老委员' }), row(2, { 第一提案人: '陈国平、老委员' })]).then((bytes) =>
			open(bytes),
		),
	);
	await importLedger(ctx, await written([row(3, { 第一提案人: '老委员' })]).then((bytes) => open(bytes)));
	expect(await count()).toBe(1);
	expect(
		(await db.selectFrom('person').select('user_id').where('name', '=', '老委员').executeTakeFirst())?.user_id,
	).toBeNull();
});

test('numbers of the ledger belong to their matters, its gaps are never given, and the next number follows the highest', async () => {
	await importLedger(ctx, await written([row(3), row(7)]).then((bytes) => open(bytes, '十届五次')));
	const series = await db
		.selectFrom('number_series')
		.select(['series', 'last'])
		.where('committee_id', '=', ctx.committee.id)
		.execute();
	expect(series).toEqual([{ series: `proposal:${assembly.session_id}:in_session`, last: 7 }]);
	const life = await Life.begin(assembly);
	await life.admitted();
	expect(await life.dossier()).toMatchObject({ number: 8, number_label: '8' });
	const given = await db
		.selectFrom('number_given as g')
		.innerJoin('matter as m', 'm.id', 'g.matter_id')
		.select(['g.number', 'g.state', 'm.number as of'])
		.where('g.committee_id', '=', ctx.committee.id)
		.orderBy('g.number')
		.execute();
	expect(given).toEqual([3, 7, 8].map((number) => ({ number, state: 'given', of: number })));
});

test('counts by state follow an import', async () => {
	await importLedger(ctx, await open(ledger2023));
	await clockJobs.fold_tally?.run(ctx);
	const tally = async () =>
		Object.fromEntries(
			(
				await db
					.selectFrom('tally')
					.select(['state', 'n'])
					.where('committee_id', '=', ctx.committee.id)
					.where('n', '<>', 0)
					.execute()
			).map((one) => [one.state, one.n]),
		);
	expect(await tally()).toEqual({ closed: 59, assigned: 1 });
	await clockJobs.recount_tally?.run(ctx);
	expect(await tally()).toEqual({ closed: 59, assigned: 1 });
});

test('a preview says what would happen and stores nothing', async () => {
	const opened = await open(ledger2023);
	expect(opened.unknownHeadings).toEqual(['备注']);
	expect(await importLedger(ctx, opened, { dryRun: true })).toMatchObject({
		stored: 60,
		newSessions: ['十届二次会议'],
	});
	expect([await storedIn('matter'), await storedIn('plenary_session')]).toEqual([0, 1]);
});

test('with one bad row nothing is stored, and every bad row is named with its reasons', async () => {
	const report = await importLedger(ctx, await open(ledgerBad, '十届二次'));
	expect(report.bad.map(({ row, reason, hint }) => [row, reason, hint])).toEqual([
		[4, 'ledger.unknown_unit', '县财政局'],
		[6, 'ledger.duplicate_number', '3'],
		[8, 'ledger.unreadable_date', undefined],
		[10, 'ledger.missing_title', undefined],
		[10, 'ledger.unknown_result', undefined],
		[12, 'ledger.reply_before_assignment', '2023-02-20'],
	]);
	expect([await storedIn('matter'), await storedIn('number_given'), await storedIn('plenary_session')]).toEqual([
		0, 0, 1,
	]);
});

test('a session that nobody knows is refused with those that are known; one still to come is not invented', async () => {
	const bytes = await written([row(1)]);
	for (const session of ['十一届一次', '十届六次', '2031'])
		await expect(open(bytes, session)).rejects.toMatchObject({
			breaches: [{ code: 'ledger.session_unknown', values: { known: '十届五次' } }],
		});
	expect((await open(bytes, '九届五次2021年')).rows[0]?.session).toMatchObject({ name: '九届五次会议', year: 2021 });
});

test('broken off in the middle, an import has stored nothing and can be run again', async () => {
	const bytes = await written(Array.from({ length: 1_200 }, (_, at) => row(at + 1)));
	const opened = await open(bytes);
	const owner = new Client({ connectionString: database.ownerUrl });
	await owner.connect();
	const interrupted = importLedger(ctx, opened, {
		onProgress: (done) => {
			if (done === 1_000) throw new Error('interrupted');
		},
	});
	await expect(interrupted).rejects.toThrow('interrupted');
	const killed = importLedger(ctx, opened, {
		onProgress: () =>
			void owner.query(
				`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
			),
	});
	await expect(killed).rejects.toThrow();
	await owner.end();
	expect([await storedIn('matter'), await storedIn('timeline'), await storedIn('number_given')]).toEqual([0, 0, 0]);
	expect(await importLedger(ctx, opened)).toMatchObject({ stored: 1_200 });
});

test('two who import the same ledger at once: one waits, and nothing is there twice', async () => {
	const [one, other] = [await open(ledger2023), await open(ledger2023)];
	const reports = await Promise.all([importLedger(ctx, one), importLedger(ctx, other)]);
	expect(reports.map((report) => report.stored).sort()).toEqual([0, 60]);
	expect(reports.map((report) => report.alreadyThere).sort()).toEqual([0, 60]);
	expect([await storedIn('matter'), await storedIn('plenary_session')]).toEqual([60, 2]);
});

test('the log of an imported proposal is as tamper-evident as any', async () => {
	await importLedger(ctx, await written([row(1)]).then((bytes) => open(bytes)));
	const { rows } = await sql<{ same: boolean }>`
		select t.content_hash = sha256(c.salt || convert_to(c.content::text, 'UTF8')) or c.content <> '{}'::jsonb as same
		from timeline t join timeline_content c using (committee_id, matter_id, seq) where t.committee_id = ${ctx.committee.id}`.execute(
		db,
	);
	expect(rows.length).toBeGreaterThan(5);
	expect(rows.every((one) => one.same)).toBe(true);
});
