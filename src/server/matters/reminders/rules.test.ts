import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../core/clock.ts';
import { reminderDue } from './rules.ts';

const offsets = [30, 15, 7, 1, 0, -1, -7];
const reply = { starts_on: '2026-03-10', due_on: '2026-06-10' };

test.each([
	['2026-05-10', undefined],
	['2026-05-11', 30],
	['2026-05-25', 30],
	['2026-05-26', 15],
	['2026-06-09', 1],
	['2026-06-10', 0],
	['2026-06-11', -1],
	['2026-06-16', -1],
	['2026-06-17', -7],
	['2027-01-01', -7],
])('on %s the reminder of a reply due on 10 June is the one of day %s', (today, offset) => {
	expect(reminderDue(offsets, reply, today)).toBe(offset);
});

test('a term of three days is not reminded of thirty days before its end', () => {
	const short = { starts_on: '2026-03-10', due_on: '2026-03-13' };
	expect(
		['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'].map((today) => reminderDue(offsets, short, today)),
	).toEqual([undefined, undefined, 1, 0]);
});

test('whatever days the clock’s job misses, each reminder comes at most once and never later than the next', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 200 }),
			fc.uniqueArray(fc.integer({ min: 0, max: 250 }), { maxLength: 40 }),
			(term, days) => {
				const deadline = { starts_on: '2026-01-01', due_on: addDays('2026-01-01', term) };
				const come = days
					.sort((a, b) => a - b)
					.map((day) => reminderDue(offsets, deadline, addDays(deadline.starts_on, day)));
				const inTurn = come.filter((offset) => offset !== undefined);
				expect(inTurn).toEqual([...inTurn].sort((a, b) => b - a));
			},
		),
	);
});
