import { describe, expect, test } from 'vitest';
import { problemsOf, rowOf } from './ledger-for-tests.ts';

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
	])('the result written %s is class %s', (written, letter) => {
		expect(rowOf({ 办理结果: written })?.result_class).toBe(letter);
	});

	test.each([
		['满意', 'satisfied'],
		['非常满意', 'satisfied'],
		['基本滿意', 'basically_satisfied'],
		['不满意', 'dissatisfied'],
		['未反馈', undefined],
	])('the rating written %s is %s', (written, satisfaction) => {
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
