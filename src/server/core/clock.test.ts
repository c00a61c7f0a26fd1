import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, isBefore, isWeekend, plainDate, plainDateIn, startOfDay } from './clock.ts';

const shanghai = 'Asia/Shanghai';
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));
const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/Santiago', 'Pacific/Kiritimati', 'UTC'];

describe('the day in the committee’s zone', () => {
	test('a paper handed in a second before midnight in Shanghai belongs to the old day', () => {
		expect(plainDateIn(shanghai, new Date('2026-06-03T15:59:59.999Z'))).toBe('2026-06-03');
	});

	test('a paper handed in at midnight in Shanghai belongs to the new day, and to the new year', () => {
		expect(plainDateIn(shanghai, new Date('2026-06-03T16:00:00Z'))).toBe('2026-06-04');
		expect(plainDateIn(shanghai, new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01');
	});

	test('a day begins eight hours before its midnight in Greenwich', () => {
		expect(startOfDay(shanghai, '2026-06-04')).toEqual(new Date('2026-06-03T16:00:00Z'));
	});

	test('under the summer time of 1988 a day in Shanghai began nine hours before', () => {
		expect(startOfDay(shanghai, '1988-07-01')).toEqual(new Date('1988-06-30T15:00:00Z'));
	});

	test('where summer time skips midnight the day begins at one o’clock', () => {
		expect(startOfDay('America/Santiago', '2025-09-07')).toEqual(new Date('2025-09-07T04:00:00Z'));
	});

	test('the first instant of a day is in that day, the instant before it is not, in every zone', () => {
		fc.assert(
			fc.property(fc.constantFrom(...zones), anyDay, (zone, date) => {
				const start = startOfDay(zone, date);
				expect(plainDateIn(zone, start)).toBe(date);
				expect(plainDateIn(zone, new Date(start.getTime() - 1)) < date).toBe(true);
			}),
		);
	});
});

describe('counting days and months', () => {
	test('February has a 29th in 2024 and none in 2025', () => {
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
		expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
		expect(plainDate(2024, 2, 29)).toBe('2024-02-29');
		expect(plainDate(2025, 2, 29)).toBeUndefined();
		expect(plainDate(2025, 13, 1)).toBeUndefined();
	});

	test('a month from the 31st ends on the last day of a shorter month', () => {
		expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
		expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
		expect(addMonths('2025-11-30', 3)).toBe('2026-02-28');
		expect(addMonths('2025-12-31', -1)).toBe('2025-11-30');
		expect(addMonths('2025-10-15', 3)).toBe('2026-01-15');
	});

	test('3 June 2026 is a Wednesday, the weekend after it begins on the 6th', () => {
		expect(['2026-06-03', '2026-06-05', '2026-06-06', '2026-06-07', '2026-06-08'].map(isWeekend)).toEqual([
			false,
			false,
			true,
			true,
			false,
		]);
	});

	test('going some days on and counting them back agree', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
				expect(daysBetween(date, addDays(date, days))).toBe(days);
				expect(isBefore(date, addDays(date, days))).toBe(days > 0);
			}),
		);
	});
});
