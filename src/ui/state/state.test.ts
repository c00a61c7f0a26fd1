import { expect, test } from 'vitest';
import { speaking } from '#words';
import { draw, words } from '#ui/draw.ts';
import Chip from './Chip.svelte';
import Due from './Due.svelte';
import DueReason from './DueReason.svelte';
import ResultClass from './ResultClass.svelte';
import { machineNames, stateWord, statesOf } from './states.ts';

const today = '2026-06-03';

test('every state of every life has its ring and its word in both languages', () => {
	for (const machine of machineNames) {
		for (const state of statesOf(machine)) {
			const english = speaking('en', () => stateWord(machine, state));
			expect(stateWord(machine, state), `${machine} ${state}`).toMatch(/\p{Script=Han}/u);
			expect(english, `${machine} ${state}`).toMatch(/^[A-Z][a-z -]+$/);
		}
	}
	expect(draw(Chip, { machine: 'proposal', state: 'declined' })).toBe('<span class="chip chip--no">不予立案</span>');
	expect(draw(Chip, { machine: 'proposal', state: 'merged', word: '已并入211号' })).toContain('已并入211号');
});

test('a deadline is told in days, and lateness plainly', () => {
	const told = (dueOn: string, more = {}) => draw(Due, { dueOn, today, ...more });
	expect(words(told('2026-06-30'))).toBe('还剩27天');
	expect(told('2026-06-09')).toContain('due--soon');
	expect(told('2026-06-09')).toContain('<b>6</b>');
	expect(words(told('2026-06-03'))).toBe('今天到期');
	expect(told('2026-05-20')).toMatch(/due--over.*逾期14天/s);
	expect(words(told('2026-06-10', { metOn: '2026-05-20' }))).toBe('提前21天');
	expect(words(told('2026-04-20', { metOn: '2026-04-22' }))).toBe('迟了2天');
	expect(words(told('2026-06-10', { held: true }))).toBe('暂停计时');
	expect(speaking('en', () => words(told('2026-06-04')))).toBe('1 day left');
	expect(draw(Due, { dueOn: null, today })).toBe('');
});

test('a deadline explains each day it skipped and why', () => {
	const told = words(
		draw(DueReason, {
			explanation: {
				from: '2026-04-30',
				due: '2026-05-21',
				term: { n: 11, unit: 'working_days' },
				skipped: [
					{ date: '2026-05-01', why: 'holiday', name: '劳动节' },
					{ date: '2026-05-10', why: 'weekend' },
				],
				swapped: [{ date: '2026-05-09', name: '劳动节' }],
			},
		}),
	);
	expect(told).toContain('从2026年4月30日起，11个工作日');
	expect(told).toMatch(/5月1日劳动节不算.*5月9日劳动节调休上班照算.*5月10日星期日不算/);
	expect(told).toContain('到2026年5月21日');
});

test('a result class never stands without its words', () => {
	expect(words(draw(ResultClass, { mark: 'B', words: '列入计划' }))).toBe('B列入计划');
});
