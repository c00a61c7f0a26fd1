import { Client } from 'pg';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { docx } from '../../documents/docx-for-tests.ts';
import { importLedger } from '../commands.ts';
import { offices, row, written } from '../office-for-tests.ts';
import { importDocuments, type DocumentsWish, type Source } from './commands.ts';
import { numberInName } from './gather.ts';

const office = offices();
const source = (name: string, bytes: Uint8Array): Source => ({ name, read: () => Promise.resolve(bytes) });
const bring = (sources: Source[], wish: DocumentsWish = {}) => importDocuments(office.ctx, sources, wish);

const proposal = (n: number, more: { title?: string; unit?: string; number?: string } = {}) =>
	docx(
		'政协云溪县第十届委员会第二次会议提案',
		...(more.number === '' ? [] : [more.number ?? `第${n}号`]),
		`案由：${more.title ?? `关于第${n}件事的提案`}`,
		'第一提案人：陈国平',
		`承办单位：${more.unit ?? '县财政局'}`,
		'一、情况',
		`第${n}件事的情况。`,
		'二、分析',
		'原因很多。',
		'三、建议',
		'办好它。',
		'2023年2月15日',
	);
const reply = (n: number, title = `关于第${n}件事的提案`) =>
	docx(
		'云财函〔2023〕8号',
		`关于县政协十届二次会议第${n}号提案的答复`,
		'陈国平委员：',
		`您提出的《${title}》收悉，现答复如下：`,
		'我局已经办好。',
		'办理类别：A',
		'云溪县财政局',
		'2023年5月12日',
	);

test('a proposal and its reply in two files are one closed matter of its session, dated as it was, with text, reply and both files', async () => {
	const files = [source('答复.docx', await reply(12)), source('提案.docx', await proposal(12))];
	const report = await bring(files);
	expect(report.files.flatMap(({ questions }) => questions)).toEqual([]);
	expect(report.counts).toEqual({ stored: 2, there: 0, asked: 0, refused: 0 });
	const view = await office.numbered('12');
	expect(view).toMatchObject({
		state: 'closed',
		title: '关于第12件事的提案',
		session: '十届二次会议',
		result_class: 'A',
		lead: { name: '陈国平' },
		assignments: [{ unit: '县财政局', state: 'answered' }],
	});
	expect(view.timeline.map(({ act, at }) => [act, at.toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })])).toEqual(
		expect.arrayContaining([
			['proposal.admit', '2023-02-15'],
			['reply.deliver', '2023-05-12'],
			['proposal.close', '2023-05-12'],
			['proposal.import', '2026-11-22'],
		]),
	);
	const { rows } = await sql<Record<string, string>>`
		select p.situation, p.suggestions, r.body, r.letter_no, (select string_agg(a.name, ' ' order by a.name) from attachment a where a.matter_id = p.id) as files
		from proposal p join reply r on r.matter_id = p.id where p.committee_id = ${office.ctx.committee.id}`.execute(
		office.db,
	);
	expect(rows).toEqual([
		{
			situation: '第12件事的情况。',
			suggestions: '办好它。',
			body: '您提出的《关于第12件事的提案》收悉，现答复如下：\n我局已经办好。',
			letter_no: '云财函〔2023〕8号',
			files: '答复.docx 提案.docx',
		},
	]);
});

test('the same files again add nothing, by their bytes; one that was changed is compared, not stored twice', async () => {
	const files = [source('a.docx', await proposal(3))];
	await bring(files);
	expect((await bring(files)).counts).toMatchObject({ stored: 0, there: 1 });
	expect((await bring([source('b.docx', await proposal(3))])).counts).toMatchObject({ asked: 0, refused: 0 });
	expect(await office.stored('matter')).toBe(1);
});

test('a document brings the text to what a ledger brought before, also when only the title tells which number it has', async () => {
	await importLedger(office.ctx, await office.open(await written([row(5), row(6)])));
	const files = [source('五.docx', await proposal(5, { number: '' })), source('六的答复.docx', await reply(6))];
	const report = await bring(files);
	expect(report.files.map(({ outcome, questions }) => [outcome, questions])).toEqual([
		['stored', []],
		['stored', []],
	]);
	expect(await office.stored('matter')).toBe(2);
	const { rows } =
		await sql`select m.number_label, p.suggestions, r.body from matter m join proposal p on p.id = m.id join reply r on r.matter_id = m.id
		where m.committee_id = ${office.ctx.committee.id} order by m.number`.execute(office.db);
	expect(rows).toMatchObject([
		{ number_label: '5', suggestions: '办好它。', body: '' },
		{ number_label: '6', suggestions: '', body: expect.stringContaining('我局已经办好。') as string },
	]);
});

test('what is not known is asked for and holds up only its own files', async () => {
	const report = await bring([
		source('好.docx', await proposal(1)),
		source('错单位.docx', await proposal(2, { unit: '县财证局' })),
		source('没有号.docx', await proposal(3, { number: '' })),
		source('旧.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('WordDocument', 'utf16le')])),
		source('空.docx', await docx('　')),
	]);
	expect(
		report.files.map(({ name, outcome, questions, refused }) => [name, outcome, questions[0]?.reason ?? refused?.code]),
	).toEqual([
		['好.docx', 'stored', undefined],
		['错单位.docx', 'asked', 'ledger.unknown_unit'],
		['没有号.docx', 'asked', 'ledger.missing_number'],
		['旧.doc', 'refused', 'intake.old_doc'],
		['空.docx', 'refused', 'intake.empty_file'],
	]);
	expect(report.files[1]?.questions[0]).toMatchObject({ value: '县财证局', hint: '县财政局' });
	expect(await office.stored('matter')).toBe(1);
});

test('a number under which something else is stored is asked about, and the name of a file may tell the number', async () => {
	await bring([source('1.docx', await proposal(1))]);
	const other = await bring([source('2.docx', await proposal(1, { title: '关于别的事的提案' }))]);
	expect(other.files[0]?.questions).toMatchObject([{ reason: 'intake.another_title', hint: '关于第1件事的提案' }]);
	expect((await bring([source('第8号 关于某事.docx', await proposal(8, { number: '' }))])).counts.stored).toBe(1);
	expect(
		['128号-关于x.docx', '2023年总结.docx', '提案012.docx', '平3 关于.docx', '关于x.docx'].map(numberInName),
	).toEqual(['128', undefined, '012', '平3', undefined]);
});

test('a preview stores nothing; a text without an answer of a session that is over is closed and says nothing of units', async () => {
	expect((await bring([source('1.docx', await proposal(1))], { dryRun: true })).counts.stored).toBe(1);
	expect(await office.stored('matter')).toBe(0);
	await bring([source('1.docx', await proposal(1))]);
	expect(await office.numbered('1')).toMatchObject({ state: 'closed', assignments: [] });
});

test('killed in the middle, whole files are there and no halves; run again it goes on, and two at once store nothing twice', async () => {
	const files = await Promise.all(
		Array.from({ length: 120 }, async (_, at) => source(`${at + 1}.docx`, await proposal(at + 1))),
	);
	const owner = new Client({ connectionString: office.database.ownerUrl });
	await owner.connect();
	let terminated: Promise<unknown> | undefined;
	const killing = bring(files, {
		onProgress: (stage, done) => {
			if (stage === 'storing' && done >= 50)
				terminated ??= owner.query(
					`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'concentric'`,
				);
		},
	});
	await expect(killing).rejects.toThrow();
	await terminated;
	await owner.end();
	await vi.waitFor(() => office.stored('matter'));
	const halfway = await office.stored('matter');
	expect([50, 100]).toContain(halfway);
	const [one, other] = await Promise.all([bring(files), bring(files)]);
	expect((one?.counts.asked ?? 0) + (other?.counts.asked ?? 0)).toBe(0);
	expect(await office.stored('matter')).toBe(120);
	const { rows } = await sql<{
		n: number;
	}>`select count(*)::int as n from attachment where committee_id = ${office.ctx.committee.id}`.execute(office.db);
	expect(rows[0]?.n).toBe(120);
}, 60_000);
