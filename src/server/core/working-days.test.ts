import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, isWeekend } from './clock.ts';
import {
	chinaCalendar,
	computeDeadline,
	isOverdue,
	isWorkingDay,
	workingDaysBetween,
	type Term,
} from './working-days.ts';

const china = chinaCalendar();
const workingDays = (n: number): Term => ({ n, unit: 'working_days' });
const days = (n: number): Term => ({ n, unit: 'days' });
const months = (n: number): Term => ({ n, unit: 'months' });
const due = (startsOn: string, term: Term, calendar = china) => computeDeadline({ startsOn, term, calendar });

describe('terms in working days', () => {
	test('seven working days across Spring Festival 2026 jump the nine days off and count both swapped Saturdays', () => {
		const springFestival = Array.from({ length: 9 }, (_, day) => addDays('2026-02-15', day));
		expect(due('2026-02-12', workingDays(7))).toEqual({
			from: '2026-02-12',
			due: '2026-02-28',
			term: workingDays(7),
			counted_from: '2026-02-13',
			counted: 7,
			skipped: springFestival.map((date) => ({ date, why: 'holiday', name: '春节' })),
			swapped: [
				{ date: '2026-02-14', name: '春节' },
				{ date: '2026-02-28', name: '春节' },
			],
			beyond_known_calendar: false,
		});
	});

	test('five working days across National Day 2025 count the Sunday before and skip the Saturday', () => {
		const deadline = due('2025-09-26', workingDays(5));
		expect(deadline.due).toBe('2025-10-10');
		expect(deadline.skipped).toEqual([
			{ date: '2025-09-27', why: 'weekend' },
			...['01', '02', '03', '04', '05'].map((day) => ({ date: `2025-10-${day}`, why: 'holiday', name: '国庆节' })),
			{ date: '2025-10-06', why: 'holiday', name: '中秋' },
			{ date: '2025-10-07', why: 'holiday', name: '国庆节' },
			{ date: '2025-10-08', why: 'holiday', name: '国庆节' },
		]);
		expect(deadline.swapped).toEqual([{ date: '2025-09-28', name: '国庆节' }]);
		expect(due('2025-09-26', workingDays(6)).due).toBe('2025-10-11');
	});

	test('the day of the event is not counted, nor is the weekend after it', () => {
		expect(due('2026-06-05', workingDays(1)).due).toBe('2026-06-08');
		expect(due('2026-06-05', workingDays(1)).skipped.map(({ why }) => why)).toEqual(['weekend', 'weekend']);
	});
});

describe('terms in days and months', () => {
	test('three months from 1 July 2026 fall into National Day and move to the 8th, naming the days moved over', () => {
		const deadline = due('2026-07-01', months(3));
		expect(deadline).toMatchObject({ due: '2026-10-08', moved_to_working_day: true, swapped: [] });
		expect(deadline.skipped.map(({ date }) => date)).toEqual(
			['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`),
		);
	});

	test('a month that ends on a swapped Saturday is not moved, and says why', () => {
		const deadline = due('2026-01-31', months(1));
		expect(deadline).toMatchObject({ due: '2026-02-28', skipped: [], swapped: [{ date: '2026-02-28', name: '春节' }] });
		expect(deadline).not.toHaveProperty('moved_to_working_day');
	});

	test('a month from 31 January ends on 29 February in a leap year', () => {
		expect(due('2024-01-31', months(1)).due).toBe('2024-02-29');
	});

	test('weekends inside a term of days are counted; only the last day moves', () => {
		expect(due('2026-05-22', days(10))).toMatchObject({ due: '2026-06-01', counted: 10, skipped: [] });
		expect(due('2026-05-22', days(8))).toMatchObject({
			due: '2026-06-01',
			counted: 8,
			skipped: [
				{ date: '2026-05-30', why: 'weekend' },
				{ date: '2026-05-31', why: 'weekend' },
			],
		});
	});
});

describe('extensions and pauses', () => {
	const deadline = (startsOn: string, term: Term, extendedBy: Term) =>
		computeDeadline({ startsOn, term, extendedBy, calendar: china });

	test('three months and one more are four months from the same start, not a month from a clamped day', () => {
		expect(deadline('2026-01-31', months(3), months(1))).toMatchObject({
			due: '2026-06-01',
			term: months(3),
			extended_by: months(1),
			skipped: [{ date: '2026-05-31', why: 'weekend' }],
		});
	});

	test('an extension in another unit is counted on from the day on which the term would have ended', () => {
		expect(deadline('2026-07-01', months(3), workingDays(2))).toMatchObject({
			due: '2026-10-10',
			swapped: [{ date: '2026-10-10', name: '国庆节' }],
		});
	});

	test('working days inside a pause are skipped with its reason, days off keep their own', () => {
		const pausedDays = [{ from: '2026-06-04', to: '2026-06-08', reason: '等待提案人补充材料' }];
		const question = { startsOn: '2026-06-03', term: workingDays(2), calendar: china, pausedDays };
		expect(computeDeadline(question)).toMatchObject({
			due: '2026-06-10',
			skipped: [
				{ date: '2026-06-04', why: 'paused', name: '等待提案人补充材料' },
				{ date: '2026-06-05', why: 'paused', name: '等待提案人补充材料' },
				{ date: '2026-06-06', why: 'weekend' },
				{ date: '2026-06-07', why: 'weekend' },
				{ date: '2026-06-08', why: 'paused', name: '等待提案人补充材料' },
			],
		});
	});

	test('a pause moves the end of a term of months by as many days', () => {
		const pausedDays = [{ from: '2026-03-10', to: '2026-03-19', reason: '协调承办单位' }];
		const question = { startsOn: '2026-03-02', term: months(1), calendar: china, pausedDays };
		expect(computeDeadline(question)).toMatchObject({ due: '2026-04-13', counted: 31 });
		expect(computeDeadline(question).skipped).toHaveLength(11);
	});
});

describe('the calendar', () => {
	test('the committee’s own holiday is skipped under its name, in this committee only', () => {
		const ours = chinaCalendar([{ date: '2026-06-12', works: false, name: '县庆' }]);
		const deadline = due('2026-06-11', workingDays(1), ours);
		expect(deadline.due).toBe('2026-06-15');
		expect(deadline.skipped[0]).toEqual({ date: '2026-06-12', why: 'committee_holiday', name: '县庆' });
		expect(due('2026-06-11', workingDays(1)).due).toBe('2026-06-12');
	});

	test('a committee that works on a public holiday says so; a word about an ordinary Monday changes nothing', () => {
		const ours = chinaCalendar([
			{ date: '2026-05-04', works: true, name: '防汛值守' },
			{ date: '2026-05-11', works: true, name: '照常上班' },
		]);
		expect(due('2026-04-30', workingDays(1), ours)).toMatchObject({
			due: '2026-05-04',
			swapped: [{ date: '2026-05-04', name: '防汛值守' }],
		});
		expect(due('2026-05-08', workingDays(2), ours).swapped).toEqual([{ date: '2026-05-09', name: '劳动节' }]);
	});

	test('a term that reaches a year without a holiday notice counts weekends only and says so', () => {
		const deadline = due('2035-09-28', workingDays(3));
		expect(deadline).toMatchObject({ due: '2035-10-03', beyond_known_calendar: true });
		expect(due('2026-02-12', workingDays(7)).beyond_known_calendar).toBe(false);
	});

	test('each day of the announced years agrees with the package’s own answer', () => {
		for (let date = '2004-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
			if (isWorkingDay(date, china) !== chineseDays.isWorkday(date)) expect.fail(date);
		}
	});

	test('working days after a day and back again', () => {
		expect(workingDaysBetween('2026-02-12', '2026-02-28', china)).toBe(7);
		expect(workingDaysBetween('2026-02-28', '2026-02-12', china)).toBe(-7);
		expect(workingDaysBetween('2026-06-03', '2026-06-03', china)).toBe(0);
	});

	test('a reply due today is not overdue until the day has ended', () => {
		expect(isOverdue('2026-06-03', '2026-06-03')).toBe(false);
		expect(isOverdue('2026-06-03', '2026-06-04')).toBe(true);
	});
});

describe('whatever the start, term, pause and holidays', () => {
	const day = fc.integer({ min: 0, max: 365 * 30 }).map((n) => addDays('2004-01-01', n));
	const unit = fc.constantFrom<Term['unit']>('working_days', 'days', 'months');
	const term = fc.record({ n: fc.integer({ min: 0, max: 40 }), unit });
	const question = fc.record({
		startsOn: day,
		term,
		extendedBy: fc.option(term, { nil: undefined }),
		pausedDays: fc.option(
			fc.tuple(day, fc.nat(30)).map(([from, n]) => [{ from, to: addDays(from, n), reason: '等待' }]),
			{ nil: undefined },
		),
		calendar: fc
			.array(fc.record({ date: day, works: fc.boolean(), name: fc.constant('县里安排') }), { maxLength: 60 })
			.map(chinaCalendar),
	});

	test('a deadline is a working day', () => {
		fc.assert(
			fc.property(question, (asked) => {
				expect(isWorkingDay(computeDeadline(asked).due, asked.calendar)).toBe(true);
			}),
		);
	});

	test('the days counted and the days skipped are all the days walked, each skipped once and in order', () => {
		fc.assert(
			fc.property(question, (asked) => {
				const { from, due, counted, skipped } = computeDeadline(asked);
				expect(counted + skipped.length).toBe(daysBetween(from, due));
				const dates = skipped.map(({ date }) => date);
				expect(dates).toEqual([...new Set(dates)].sort());
			}),
		);
	});

	test('each day that was swapped is a day off elsewhere that works here', () => {
		fc.assert(
			fc.property(question, (asked) => {
				for (const { date } of computeDeadline(asked).swapped) {
					expect(isWorkingDay(date, asked.calendar)).toBe(true);
					expect(isWeekend(date) || !isWorkingDay(date, china)).toBe(true);
				}
			}),
		);
	});

	test('a longer term never ends earlier', () => {
		fc.assert(
			fc.property(question, (asked) => {
				const longer = { ...asked, term: { ...asked.term, n: asked.term.n + 1 } };
				expect(computeDeadline(longer).due >= computeDeadline(asked).due).toBe(true);
			}),
		);
	});

	test('without pauses a term of n working days holds n working days', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 60 }), (startsOn, n) => {
				expect(workingDaysBetween(startsOn, due(startsOn, workingDays(n)).due, china)).toBe(n);
			}),
		);
	});
});
