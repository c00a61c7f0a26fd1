import { describe, expect, test } from 'vitest';
import { known, problemsOf, rowOf, understood } from './ledger-for-tests.ts';
import { understandLedger } from './understand.ts';

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
	])('the unit written %s is found', (written, id) => {
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
