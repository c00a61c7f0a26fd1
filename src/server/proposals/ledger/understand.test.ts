import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, Known, Sheet } from './ledger.ts';
import { understandLedger } from './understand.ts';

const known: Known = {
	units: [
		{ id: 'finance', name: '云溪县财政局', short_name: '县财政局' },
		{ id: 'education', name: '云溪县教育局', short_name: '县教育局' },
		{ id: 'market', name: '云溪县市场监督管理局', short_name: '县市场监管局' },
		{ id: 'farming', name: '云溪县农业农村局', short_name: '县农业农村局', former_names: ['云溪县农业局'] },
		{ id: 'tax', name: '国家税务总局云溪县税务局', short_name: '县税务局' },
		{ id: 'qingshi', name: '云溪县青石镇人民政府', short_name: '青石镇政府' },
		{ id: 'gudu', name: '云溪县古渡镇人民政府', short_name: '古渡镇政府' },
	],
	sectors: [
		{ id: 'farmers', name: '农业和农村界' },
		{ id: 'economy', name: '经济界' },
	],
	members: [
		{ id: 'chen', name: '陈国平' },
		{ id: 'wang', name: '王军' },
		{ id: 'li-1', name: '李萍' },
		{ id: 'li-2', name: '李萍' },
	],
	sessionYear: 2024,
};

const good: Record<string, Cell> = { 提案号: 1, 案由: '关于修路的提案', 提案人: '陈国平', 主办单位: '县财政局' };

/** A ledger with the good row's columns and these; each argument is one row. */
function understood(...rows: Record<string, Cell>[]) {
	const headings = [...new Set([...Object.keys(good), ...rows.flatMap((row) => Object.keys(row))])];
	const sheet: Sheet = {
		name: '台账',
		above: [],
		headings,
		rows: rows.map((row, at) => {
			const filled: Record<string, Cell> = { ...good, 提案号: at + 1, ...row };
			return { row: at + 2, cells: headings.map((heading) => filled[heading] ?? null) };
		}),
	};
	return understandLedger(sheet, known);
}
const rowOf = (cells: Record<string, Cell>) => {
	const { rows, bad } = understood(cells);
	expect(bad).toEqual([]);
	return rows[0];
};
const problemsOf = (cells: Record<string, Cell>) => understood(cells).bad.map(({ reason }) => reason);

describe('numbers', () => {
	test.each([
		[128, 'in_session', 128],
		['第128号', 'in_session', 128],
		['大会第 7 号', 'in_session', 7],
		['2024年第12号', 'in_session', 12],
		['〔2024〕12号', 'in_session', 12],
		['１２８', 'in_session', 128],
		['平017', 'between_sessions', 17],
		['第平17号', 'between_sessions', 17],
		['平时字第3号', 'between_sessions', 3],
		['闭會 9', 'between_sessions', 9],
	])('%s', (written, period, number) => {
		expect(rowOf({ 提案号: written })).toMatchObject({ period, number });
	});

	test.each(['一百二十八', '128-1', '0', '128.5', '经济12', '20240128'])('%s is no number', (written) => {
		expect(problemsOf({ 提案号: written })).toEqual(['ledger.unreadable_number']);
	});

	test('a number given twice is refused in its later row, also when that row has other problems', () => {
		const { bad, rows } = understood({ 提案号: '第5号' }, { 提案号: 5, 案由: null });
		expect(rows.map(({ row }) => row)).toEqual([2]);
		expect(bad.map(({ row, reason, hint }) => [row, reason, hint])).toEqual([
			[3, 'ledger.duplicate_number', '2'],
			[3, 'ledger.missing_title', undefined],
		]);
	});

	test('the fifth in session, the fifth between sessions and the fifth of another session are three', () => {
		const { rows } = understood(
			{ 提案号: 5, 届次: '十届二次' },
			{ 提案号: '平5', 届次: '十届二次' },
			{ 提案号: 5, 届次: '十届三次' },
		);
		expect(rows.map(({ session, number }) => [session?.plenary_session, number])).toEqual([
			[2, 5],
			[2, 5],
			[3, 5],
		]);
	});

	test('beside 提案号 a 序号 means nothing; alone it is the number', () => {
		expect(rowOf({ 提案号: 31, 序号: 1 })?.number).toBe(31);
		const sheet = { name: '', above: [], headings: ['序号', '标题', '提案者'] };
		const { rows } = understandLedger({ ...sheet, rows: [{ row: 2, cells: [4, '关于修桥的提案', '王军'] }] }, known);
		expect(rows[0]?.number).toBe(4);
	});
});

describe('dates', () => {
	test.each<[Cell, string]>([
		[new Date('2024-03-05T00:00:00Z'), '2024-03-05'],
		[45356, '2024-03-05'],
		['45356', '2024-03-05'],
		[20240305, '2024-03-05'],
		['2024年3月5日', '2024-03-05'],
		['2024 年 3 月 5 号', '2024-03-05'],
		['2024.3.5', '2024-03-05'],
		['2024-03-05', '2024-03-05'],
		['2024/3/5 10:30:00', '2024-03-05'],
		['２０２４．３．５　', '2024-03-05'],
		['2024年3月5日（星期二）', '2024-03-05'],
		['2024年\n3月5日', '2024-03-05'],
		['3月5日', '2024-03-05'],
		['2024年2月29日', '2024-02-29'],
	])('%s', (written, date) => {
		expect(rowOf({ 交办日期: written })?.assigned_on).toBe(date);
	});

	test.each<[Cell, string]>([
		['三月上旬', 'ledger.unreadable_date'],
		['2024年3月', 'ledger.unreadable_date'],
		[2024.3, 'ledger.unreadable_date'],
		[true, 'ledger.unreadable_date'],
		['2023年2月29日', 'ledger.no_such_date'],
		['2024-13-05', 'ledger.no_such_date'],
		['2204-03-05', 'ledger.date_far_off'],
		[12345, 'ledger.date_far_off'],
		['0000-03-05', 'ledger.no_such_date'],
	])('%s is refused', (written, reason) => {
		expect(problemsOf({ 答复日期: written })).toEqual([reason]);
	});

	test('the year of the row’s own session completes a date without a year', () => {
		expect(rowOf({ 届次: '2022年十届一次会议', 立案时间: '1月9日' })?.admitted_on).toBe('2022-01-09');
	});

	test('a reply on the day of assignment is possible, before it is not', () => {
		expect(problemsOf({ 交办时间: '2024-03-05', 办复时间: '2024-03-05' })).toEqual([]);
		expect(problemsOf({ 交办时间: '2024-03-05', 办复时间: '2024-03-04' })).toEqual(['ledger.reply_before_assignment']);
	});
});

describe('people', () => {
	const proposersOf = (cells: Record<string, Cell>) => rowOf(cells)?.proposers;

	test('names are parted at every mark offices use, a spread name stays whole', () => {
		const names = ['陈国平', '王军', '赵敏', '周海燕', '张三', '李四'];
		const written = '陈国平、王　军,赵敏；周海燕／张三 李四';
		expect(proposersOf({ 提案人: written })?.map(({ name }) => name)).toEqual(names);
	});

	test('a member is linked; a past member or an organisation stays as text and is noted, not refused', () => {
		const row = rowOf({ 提案人: '陳國平（常委）、民盟云溪县总支部' });
		expect(row?.proposers).toEqual([{ name: '陳國平', member_id: 'chen' }, { name: '民盟云溪县总支部' }]);
		expect(row?.notes.map(({ note, value }) => [note, value])).toEqual([['ledger.not_a_member', '民盟云溪县总支部']]);
	});

	test('with two members of one name nobody is linked by guess', () => {
		const row = rowOf({ 提案人: '李萍' });
		expect(row?.proposers).toEqual([{ name: '李萍' }]);
		expect(row?.notes[0]?.note).toBe('ledger.several_members');
	});

	test('the first proposer leads, the others follow once each', () => {
		const cells = { 提案人: '王军、陈国平', 第一提案人: '陈国平', 附议人: '王军 赵敏等5人' };
		expect(proposersOf(cells)?.map(({ name }) => name)).toEqual(['陈国平', '王军', '赵敏']);
		expect(rowOf(cells)?.notes.map(({ note }) => note)).toContain('ledger.others_unnamed');
	});

	test('a proposal without a proposer is refused', () => {
		expect(problemsOf({ 提案人: '—' })).toEqual(['ledger.missing_proposer']);
	});

	test('a sector is known with or without 界; an unknown one is refused with the nearest', () => {
		expect(rowOf({ 界别: '农业和农村' })?.sector_id).toBe('farmers');
		expect(rowOf({ 界别: '經濟界' })?.sector_id).toBe('economy');
		expect(understood({ 界别: '经挤界' }).bad).toMatchObject([{ reason: 'ledger.unknown_sector', hint: '经济界' }]);
	});
});

describe('units', () => {
	const leadOf = (written: string) => rowOf({ 主办单位: written })?.lead_unit_ids;

	test.each([
		['云溪县财政局', 'finance'],
		['县财政局', 'finance'],
		['财政局', 'finance'],
		['雲溪縣財政局', 'finance'],
		['县农业局', 'farming'],
		['县市场监督管理局', 'market'],
		['县农业农村局（县乡村振兴局、县畜牧局）', 'farming'],
		['云溪县税务局', 'tax'],
		['税务局', 'tax'],
		['青石镇人民政府', 'qingshi'],
	])('%s is found', (written, id) => {
		expect(leadOf(written)).toEqual([id]);
	});

	test('the city’s unit is not taken for the county’s, nor a piece of a name for the whole', () => {
		for (const written of ['市财政局', '临澜市财政局', '监督管理局', '政局', '枫渚县财政局'])
			expect(problemsOf({ 主办单位: written })).toEqual(['ledger.unknown_unit']);
	});

	test('an unknown unit comes with the nearest name, each unknown one by itself', () => {
		expect(understood({ 主办单位: '县财证局、县教肓局、气象台' }).bad.map(({ value, hint }) => [value, hint])).toEqual([
			['县财证局', '县财政局'],
			['县教肓局', '县教育局'],
			['气象台', undefined],
		]);
	});

	test('a name that fits two units is refused with both', () => {
		const twins = [
			{ id: 'a', name: '云溪县林业站', short_name: '县林业站' },
			{ id: 'b', name: '枫渚县林业站', short_name: '枫渚林业站' },
		];
		const headings = ['提案号', '案由', '提案人', '主办单位'];
		const rows = [{ row: 2, cells: [1, '关于造林的提案', '王军', '林业站'] }];
		const { bad } = understandLedger({ name: '', above: [], headings, rows }, { ...known, units: twins });
		expect(bad).toMatchObject([{ reason: 'ledger.ambiguous_unit', hint: '云溪县林业站、枫渚县林业站' }]);
	});

	test('a unit under a name it no longer has is found, and the reader is told what it is called now', () => {
		expect(rowOf({ 主办单位: '县农业局' })?.notes).toEqual([
			{ column: '主办单位', value: '县农业局', note: 'ledger.former_unit', hint: '县农业农村局' },
		]);
	});

	test('one unit alone, one with co-units, several that each answer', () => {
		expect(rowOf({ 主办单位: '县财政局' })?.handling).toBe('sole');
		expect(rowOf({ 主办单位: '县财政局', 协办单位: '县教育局 县税务局' })).toMatchObject({
			handling: 'joint',
			co_unit_ids: ['education', 'tax'],
		});
		const split = rowOf({ 主办单位: '县财政局、县教育局' });
		expect(split).toMatchObject({ handling: 'split', lead_unit_ids: ['finance', 'education'] });
		expect(split?.notes.map(({ note }) => note)).toEqual(['ledger.read_as_split']);
	});

	test.each(['主办：县财政局；会办：县教育局、县税务局', '县财政局（主办）、县教育局（会办）、县税务局（协办）'])(
		'roles said in one cell are heard: %s',
		(written) => {
			expect(rowOf({ 主办单位: written })).toMatchObject({
				handling: 'joint',
				lead_unit_ids: ['finance'],
				co_unit_ids: ['education', 'tax'],
				notes: [],
			});
		},
	);

	test('where 主办单位 and 承办单位 both stand, 主办单位 says who leads', () => {
		const cells = { 承办单位: '县财政局、县教育局', 主办单位: '县教育局', 协办: '县税务局', 会办: '县财政局' };
		expect(rowOf(cells)).toMatchObject({ lead_unit_ids: ['education'], co_unit_ids: ['finance', 'tax'] });
	});

	test('a unit cannot lead and help in the same proposal', () => {
		expect(problemsOf({ 主办单位: '县财政局', 会办单位: '财政局' })).toEqual(['ledger.unit_named_twice']);
	});

	test('a proposal that was handled was handled by somebody; one not yet assigned may wait', () => {
		expect(problemsOf({ 主办单位: null, 交办日期: '2024-03-05' })).toEqual(['ledger.missing_lead_unit']);
		expect(problemsOf({ 主办单位: null, 会办单位: '县教育局' })).toEqual(['ledger.missing_lead_unit']);
		expect(rowOf({ 主办单位: null })?.handling).toBeUndefined();
	});
});

describe('results and ratings', () => {
	test.each([
		['A', 'A'],
		['Ｂ类', 'B'],
		['c', 'C'],
		['D级', 'D'],
		['A（已解决）', 'A'],
		['已经解决或基本解决', 'A'],
		['列入計劃', 'B'],
		['留作参考。', 'C'],
		['正在办理', undefined],
		['/', undefined],
	])('%s', (written, letter) => {
		expect(rowOf({ 办理结果: written })?.result_class).toBe(letter);
	});

	test.each([
		['满意', 'satisfied'],
		['非常满意', 'satisfied'],
		['基本滿意', 'basically_satisfied'],
		['不满意', 'dissatisfied'],
		['未反馈', undefined],
	])('%s', (written, satisfaction) => {
		expect(rowOf({ 满意度: written })?.satisfaction).toBe(satisfaction);
	});

	test('words nobody knows are refused, not guessed', () => {
		expect(problemsOf({ 办理结果: '未解决', 满意度: '尚可' })).toEqual([
			'ledger.unknown_result',
			'ledger.unknown_satisfaction',
		]);
	});

	test('类别 is the result where its values are results, the category where they are subjects', () => {
		expect(rowOf({ 类别: 'B类' })).toMatchObject({ result_class: 'B', category: undefined });
		expect(rowOf({ 类别: '城乡建设' })).toMatchObject({ category: '城乡建设' });
		expect(rowOf({ 类别: '城乡建设' })?.result_class).toBeUndefined();
	});
});

describe('titles and other lines', () => {
	test('a line break inside a Chinese title is taken out, between Latin words it becomes a blank', () => {
		const broken = '关于引进\r\nOpen\nData\u200b平台的提案　';
		expect(rowOf({ 案由: broken })?.title).toBe('关于引进Open Data平台的提案');
	});

	test('the title’s traditional characters stay', () => {
		expect(rowOf({ 案由: '關於修路的提案' })?.title).toBe('關於修路的提案');
	});

	test('all problems of a row are named at once', () => {
		expect(
			problemsOf({ 提案号: null, 案由: '　', 提案人: null, 主办单位: '气象台', 交办日期: '春节后', 满意度: '好' }),
		).toEqual([
			'ledger.missing_number',
			'ledger.missing_title',
			'ledger.missing_proposer',
			'ledger.unreadable_date',
			'ledger.unknown_satisfaction',
			'ledger.unknown_unit',
		]);
	});

	test('totals, dividing lines and headings repeated on a page are passed over and named', () => {
		const headings = ['提案号', '案由', '提案人'];
		const lines: Cell[][] = [
			['一、经济建设类（1件）', null, null],
			[1, '合计用地指标的提案', '王军'],
			headings,
			['合计', '1件', null],
			['', '只有题目', null],
		];
		const rows = lines.map((cells, at) => ({ row: at + 2, cells }));
		const understanding = understandLedger({ name: '', above: [], headings, rows }, known);
		expect(understanding.rows.map(({ row }) => row)).toEqual([3]);
		expect(understanding.passedOver).toEqual([
			{ row: 2, value: '一、经济建设类（1件）' },
			{ row: 4, value: '提案号' },
			{ row: 5, value: '合计' },
		]);
		expect(understanding.bad.map(({ row }) => row)).toEqual([6, 6]);
	});

	test('whatever stands in the cells, each row is understood, refused with a reason or passed over', () => {
		const cell = fc.oneof(
			fc.constantFrom<Cell>(null, '平3', '县财政局（', '主办：', '等', '）（', '2024年2月30日', '合计', 'A类', '／、'),
			fc.string({ unit: 'grapheme' }),
			fc.double(),
			fc.boolean(),
			fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2100-01-01') }),
		);
		const headings = ['提案号', '案由', '提案人', '界别', '类别', '主办单位', '会办单位', '交办日期', '满意度', '届次'];
		const cells = fc.array(cell, { minLength: headings.length, maxLength: headings.length });
		fc.assert(
			fc.property(fc.array(cells, { maxLength: 8 }), (lines) => {
				const rows = lines.map((line, at) => ({ row: at + 2, cells: line }));
				const {
					rows: understoodRows,
					bad,
					passedOver,
				} = understandLedger({ name: '', above: [], headings, rows }, known);
				const accounted = [...understoodRows, ...bad, ...passedOver].map(({ row }) => row);
				expect([...new Set(accounted)].sort((a, b) => a - b)).toEqual(rows.map(({ row }) => row));
				expect(understoodRows.filter(({ row }) => bad.some((problem) => problem.row === row))).toEqual([]);
			}),
		);
	});
});
