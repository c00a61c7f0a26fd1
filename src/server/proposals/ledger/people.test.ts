import { describe, expect, test } from 'vitest';
import type { Cell } from './ledger.ts';
import { problemsOf, rowOf, understood } from './ledger-for-tests.ts';

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
