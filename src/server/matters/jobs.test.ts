import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import type { Context } from '../core/context.ts';
import { connect, openDatabase, type Connection } from '../core/database.ts';
import { clockJobs } from '../jobs.ts';
import { Life } from '../notices/life-for-tests.ts';
import { listNotices } from '../notices/queries.ts';
import { noticeView } from '../notices/view.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '../testing/assembly.ts';
import { foldPending, listWithPending } from './tally/queries.ts';

let database: FreshDatabase | undefined;
let connection: Connection | undefined;
let assembly: SmallAssembly;
let committees = 0;
beforeEach(async () => {
	database ??= await freshDatabase();
	connection ??= connect(database.appUrl, 6);
	assembly = await seedSmallAssembly(openDatabase(connection), `matters-${++committees}`);
});
afterAll(async () => {
	await connection?.end();
	await database?.drop();
});

/** The committee at ten past six on a day, as the clock meets it. */
const on = (day: string): Promise<Context> => assembly.as('public', `${day}T06:10:00+08:00`);
const run = async (job: string, day: string) => clockJobs[job]?.run(await on(day));
const reminders = async (who: PersonName, day = '2026-12-01') => {
	const ctx = await assembly.as(who, `${day}T09:00:00+08:00`);
	return (await listNotices(ctx.db, ctx)).map((row) => noticeView(ctx, row).sentence).reverse();
};

test('a unit is reminded before, on and after the day of its reply, each time once however often the job runs', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	await life.withUnits();
	const [lead] = (await life.dossier()).assignments;
	await life.act('registrar', '2026-03-11', 'assignment', lead?.id ?? '', 'acknowledge');
	await life.act('drafter', '2026-03-24', 'assignment', lead?.id ?? '', 'record_contact', {
		stage: 'before',
		mode: 'visit',
		on: '2026-03-24',
		place: '',
		note: '当面商量',
	});
	for (const day of ['2026-05-11', '2026-05-11', '2026-05-12', '2026-06-03', '2026-06-10', '2026-06-11', '2026-06-11'])
		await run('remind', day);
	const title = '《关于建立村级老年食堂的提案》';
	expect(await reminders('drafter')).toEqual([
		`${title}：答复还剩30天，6月10日到期`,
		`${title}：答复还剩7天，6月10日到期`,
		`${title}：答复今天到期`,
		`${title}：答复逾期1天，6月10日到期`,
	]);
	expect((await reminders('finance_head')).every((sentence) => /签收|会办意见/.test(sentence))).toBe(true);
	expect(await reminders('transport_head')).toEqual([]);
});

test('a day on which nothing ran is made up for, and after an extension the days before the new date come again', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	await life.withUnits();
	const [lead] = (await life.dossier()).assignments;
	const assignment = lead?.id ?? '';
	await life.act('registrar', '2026-03-11', 'assignment', assignment, 'acknowledge');
	await life.act('drafter', '2026-03-24', 'assignment', assignment, 'record_contact', {
		stage: 'before',
		mode: 'visit',
		on: '2026-03-24',
		place: '',
		note: '当面商量',
	});
	await run('remind', '2026-06-05');
	expect(await reminders('head')).toEqual(['《关于建立村级老年食堂的提案》：答复还剩5天，6月10日到期']);
	await life.act('head', '2026-06-05', 'assignment', assignment, 'request_extension', { reason: '需与财政局商定' });
	await life.act('inspector', '2026-06-05', 'assignment', assignment, 'grant_extension');
	await run('remind', '2026-07-03');
	expect(await reminders('head')).toEqual([
		'《关于建立村级老年食堂的提案》：答复还剩5天，6月10日到期',
		'《关于建立村级老年食堂的提案》：答复还剩7天，7月10日到期',
	]);
});

test('while no unit is proposed the committee is reminded to have it assigned, then the office that confirms', async () => {
	const life = await Life.begin(assembly);
	await life.admitted();
	await run('remind', '2026-02-14');
	expect((await reminders('clerk')).join()).toContain('交办还剩');
	expect(await reminders('assigner')).toEqual([]);
	await life.unitsProposed();
	await run('remind', '2026-02-22');
	expect((await reminders('assigner')).join()).toContain('交办');
});

const tallied = async (): Promise<Record<string, number>> => {
	const ctx = await on('2026-11-22');
	const rows = await ctx.db
		.selectFrom('tally')
		.select(['state', 'n'])
		.where('committee_id', '=', ctx.committee.id)
		.where('n', '<>', 0)
		.execute();
	return Object.fromEntries(rows.map((row) => [row.state, row.n]));
};

test('counts by state follow what happened, piece by piece, and two who fold at once count nothing twice', async () => {
	const one = await Life.begin(assembly);
	await Life.begin(assembly);
	await one.admitted();
	const ctx = await on('2026-11-22');
	expect(await listWithPending(ctx.db)).toContain(ctx.committee.id);
	await foldPending(ctx.db, ctx, 2);
	await Promise.all([run('fold_tally', '2026-11-22'), run('fold_tally', '2026-11-22')]);
	expect(await tallied()).toEqual({ draft: 1, admitted: 1 });
	await one.withUnits();
	await run('fold_tally', '2026-11-22');
	expect(await tallied()).toEqual({ draft: 1, assigned: 1 });
	expect(await listWithPending(ctx.db)).not.toContain(ctx.committee.id);
});

test('a recount mends wrong counts and leaves what is pending to the folding', async () => {
	const one = await Life.begin(assembly);
	const ctx = await on('2026-11-22');
	await ctx.db
		.insertInto('tally')
		.values({
			committee_id: ctx.committee.id,
			kind: 'proposal',
			plenary_session_id: assembly.session_id,
			state: 'closed',
			n: 7,
		})
		.execute();
	await one.admitted();
	await run('recount_tally', '2026-11-22');
	expect(await tallied()).toEqual({});
	await run('fold_tally', '2026-11-22');
	expect(await tallied()).toEqual({ admitted: 1 });
	await run('recount_tally', '2026-11-22');
	expect(await tallied()).toEqual({ admitted: 1 });
});

test('an answer to a form sent twice is kept for thirty days', async () => {
	const ctx = await on('2026-11-22');
	const answer = (key: string, at: string) => ({
		committee_id: ctx.committee.id,
		sender: 'lin',
		key,
		answer: {},
		at: new Date(at),
	});
	await ctx.db
		.insertInto('idempotency')
		.values([answer('old', '2026-10-22T00:00:00Z'), answer('young', '2026-10-24T00:00:00Z')])
		.execute();
	await run('sweep', '2026-11-22');
	expect(
		await ctx.db.selectFrom('idempotency').select('key').where('committee_id', '=', ctx.committee.id).execute(),
	).toEqual([{ key: 'young' }]);
});
