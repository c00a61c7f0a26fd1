import { Client } from 'pg';
import { expect, test, vi } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { importLedger } from './commands.ts';
import { ledger2023, ledgerBad, offices, row, written } from './office-for-tests.ts';
import { openLedger } from './open.ts';

const office = offices();

test('the same ledger read again adds nothing; a row with other words is named and left as it is', async () => {
	await importLedger(office.ctx, await written([row(1), row(2)]).then((bytes) => office.open(bytes)));
	expect(
		await importLedger(office.ctx, await written([row(1), row(2)]).then((bytes) => office.open(bytes))),
	).toMatchObject({
		stored: 0,
		alreadyThere: 2,
		differing: [],
		newSessions: [],
	});
	const changed = await written([row(1, { 案由: '关于别的事的提案', 满意度: '不满意' }), row(2), row(4)]);
	const report = await importLedger(office.ctx, await office.open(changed));
	expect(report).toMatchObject({
		stored: 1,
		alreadyThere: 1,
		differing: [{ row: 2, label: '1', session: '十届二次会议', fields: ['title', 'satisfaction'] }],
	});
	expect((await office.numbered('1')).title).toBe('关于第1件事的提案');
	expect(await office.stored('matter')).toBe(3);
});

test('a preview says what would happen and stores nothing', async () => {
	const opened = await office.open(ledger2023);
	expect(opened.unknownHeadings).toEqual(['备注']);
	expect(await importLedger(office.ctx, opened, { dryRun: true })).toMatchObject({
		stored: 60,
		newSessions: ['十届二次会议'],
	});
	expect([await office.stored('matter'), await office.stored('plenary_session')]).toEqual([0, 1]);
});

test('with one bad row nothing is stored, and every bad row is named with its reasons', async () => {
	const report = await importLedger(office.ctx, await office.open(ledgerBad, '十届二次'));
	expect(report.bad.map(({ row, reason, hint }) => [row, reason, hint])).toEqual([
		[3, 'ledger.duplicate_number', '6'],
		[4, 'ledger.unknown_unit', '县财政局'],
		[6, 'ledger.duplicate_number', '3'],
		[8, 'ledger.unreadable_date', undefined],
		[10, 'ledger.missing_title', undefined],
		[10, 'ledger.unknown_result', undefined],
		[12, 'ledger.reply_before_assignment', '2023-02-20'],
	]);
	expect([
		await office.stored('matter'),
		await office.stored('number_given'),
		await office.stored('plenary_session'),
	]).toEqual([0, 0, 1]);
});

test('a session that nobody knows is refused with those that are known; one still to come is not invented', async () => {
	const bytes = await written([row(1)]);
	for (const session of ['十一届一次', '十届六次', '2031'])
		await expect(office.open(bytes, session)).rejects.toMatchObject({
			breaches: [{ code: 'ledger.session_unknown', values: { known: '十届五次' } }],
		});
	expect((await office.open(bytes, '九届五次2021年')).rows[0]?.session).toMatchObject({
		name: '九届五次会议',
		year: 2021,
	});
});

test('broken off in the middle, an import has stored nothing and can be run again', async () => {
	const bytes = await written(Array.from({ length: 1_200 }, (_, at) => row(at + 1)));
	const opened = await office.open(bytes);
	const owner = new Client({ connectionString: office.database.ownerUrl });
	await owner.connect();
	const interrupted = importLedger(office.ctx, opened, {
		onProgress: (done) => {
			if (done > 1_000) throw new Error('interrupted');
		},
	});
	await expect(interrupted).rejects.toThrow('interrupted');
	let killing: Promise<unknown> | undefined;
	const killed = importLedger(office.ctx, opened, {
		onProgress: () =>
			(killing ??= owner.query(
				`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'concentric'`,
			)),
	});
	await expect(killed).rejects.toThrow();
	await killing;
	await owner.end();
	// what was killed with it tells so once
	await vi.waitFor(() => office.stored('matter'));
	expect([await office.stored('matter'), await office.stored('timeline'), await office.stored('number_given')]).toEqual(
		[0, 0, 0],
	);
	expect(await importLedger(office.ctx, opened)).toMatchObject({ stored: 1_200 });
});

test('two who import the same ledger at once: one waits, and nothing is there twice', async () => {
	const [one, other] = [await office.open(ledger2023), await office.open(ledger2023)];
	const reports = await Promise.all([importLedger(office.ctx, one), importLedger(office.ctx, other)]);
	expect(reports.map((report) => report.stored).sort()).toEqual([0, 60]);
	expect(reports.map((report) => report.alreadyThere).sort()).toEqual([0, 60]);
	expect([await office.stored('matter'), await office.stored('plenary_session')]).toEqual([60, 2]);
});

const book = (...sheets: [string, (string | number)[][]][]) =>
	(writeXlsxFile as unknown as (all: unknown) => { toBuffer(): Promise<Buffer> })(
		sheets.map(([sheet, data]) => ({ sheet, data: data.map((cells) => cells.map((value) => ({ value }))) })),
	).toBuffer();
const headed = (...rows: (string | number)[][]) => [['编码', '题名', '提案人'], ...rows];
const mapped = new Map([
	['编码', 'number'],
	['题名', 'title'],
]);

test('each sheet of a workbook goes into its own session; strange headings are explained once and remembered', async () => {
	const bytes = await book(
		['10-2', headed([1, '关于修路的提案', '陈国平'])],
		['九届五次2021年', headed([1, '关于修桥的提案', '陈国平'])],
		['封面', [['历次会议提案']]],
	);
	const strange = await openLedger(office.ctx, bytes);
	expect(strange).toMatchObject({ missing: ['number', 'title'], rows: [] });
	await expect(importLedger(office.ctx, strange)).rejects.toMatchObject({
		breaches: [{ code: 'ledger.missing_column' }],
	});
	const opened = await openLedger(office.ctx, bytes, { mapped });
	expect(opened.notRead).toEqual([{ sheet: '封面', why: 'intake.sheet_other' }]);
	expect(await importLedger(office.ctx, opened)).toMatchObject({
		stored: 2,
		newSessions: ['十届二次会议', '九届五次会议'],
	});
	expect((await openLedger(office.ctx, bytes)).missing).toEqual([]);
});

test('a sheet that does not say its session is asked about and not stored; said of it, it is', async () => {
	const bytes = await book(
		['表1', headed([1, '关于修路的提案', '陈国平'])],
		['十四届一次', headed([1, '关于修桥的提案', '陈国平'])],
	);
	const asked = await openLedger(office.ctx, bytes, { mapped });
	expect(asked.sheets).toMatchObject([{ name: '表1' }, { name: '十四届一次', unknown: '十四届一次' }]);
	expect(asked.sheets.every(({ session }) => session === undefined)).toBe(true);
	await expect(importLedger(office.ctx, asked)).rejects.toMatchObject({
		breaches: [{ code: 'ledger.session_missing' }],
	});
	const sessions = new Map([
		['表1', '十届二次'],
		['十四届一次', '十届五次会议'],
	]);
	const said = await openLedger(office.ctx, bytes, { mapped, sessions });
	expect(said.sheets.map(({ session, saidBy }) => [session?.name, saidBy])).toEqual([
		['十届二次会议', 'person'],
		['十届五次', 'person'],
	]);
	expect(await importLedger(office.ctx, said)).toMatchObject({ bad: [], stored: 2 });
});

test('one number on two sheets of one session is named on both', async () => {
	const bytes = await book(
		['甲', headed([1, '关于修路的提案', '陈国平'])],
		['乙', headed([1, '关于修桥的提案', '陈国平'])],
	);
	const opened = await openLedger(office.ctx, bytes, { mapped, session: '十届二次' });
	expect(opened.bad.map(({ sheet, reason, hint }) => [sheet, reason, hint])).toEqual([
		['甲', 'ledger.number_on_sheet', '乙'],
		['乙', 'ledger.number_on_sheet', '甲'],
	]);
});

test('a ledger that names results but no units is closed, and says so', async () => {
	const bytes = await book([
		'十届二次',
		[
			['提案号', '案由', '提案人', '办理结果'],
			[1, '关于修路的提案', '陈国平', 'A'],
		],
	]);
	const opened = await openLedger(office.ctx, bytes);
	expect(opened.rows[0]?.row.notes.map(({ note }) => note)).toContain('ledger.no_unit_named');
	await importLedger(office.ctx, opened);
	expect(await office.numbered('1')).toMatchObject({ state: 'closed', result_class: 'A' });
});
