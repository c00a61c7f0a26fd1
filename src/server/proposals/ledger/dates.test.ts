import { describe, expect, test } from 'vitest';
import type { Cell } from './ledger.ts';
import { problemsOf, rowOf } from './ledger-for-tests.ts';

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
	])('the date written %s is %s', (written, date) => {
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
	])('the date written %s is refused: %s', (written, reason) => {
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
