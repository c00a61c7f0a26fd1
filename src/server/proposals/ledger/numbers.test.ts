import { describe, expect, test } from 'vitest';
import { known, problemsOf, rowOf, understood } from './ledger-for-tests.ts';
import { understandLedger } from './understand.ts';

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
	])('the number written %s is understood: %s, %i', (written, period, number) => {
		expect(rowOf({ 提案号: written })).toMatchObject({ period, number });
	});

	test.each(['一百二十八', '128-1', '0', '128.5', '经济12', '20240128'])(
		'%s is refused as a proposal number',
		(written) => {
			expect(problemsOf({ 提案号: written })).toEqual(['ledger.unreadable_number']);
		},
	);

	test('of a number given twice both rows are named, for either may be the wrong one; a copied row is named by itself', () => {
		const { bad, rows } = understood({ 提案号: '第5号' }, { 提案号: 5, 案由: null }, { 提案号: 6 }, { 提案号: 6 });
		expect(rows.map(({ row }) => row)).toEqual([4]);
		expect(bad.map(({ row, reason, hint }) => [row, reason, hint])).toEqual([
			[2, 'ledger.duplicate_number', '3'],
			[3, 'ledger.missing_title', undefined],
			[3, 'ledger.duplicate_number', '2'],
			[5, 'ledger.duplicate_row', '4'],
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
