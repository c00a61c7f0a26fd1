import { daysBetween, type PlainDate } from '../../core/clock.ts';

/**
 * Which reminder is due today: of the days set (30 before … 0 … 7 after, written -7) the last one that has come.
 * A day on which nothing ran is made up for by that. Days that lie before the clock started never come.
 */
export function reminderDue(
	offsets: readonly number[],
	deadline: { starts_on: PlainDate; due_on: PlainDate },
	today: PlainDate,
): number | undefined {
	const left = daysBetween(today, deadline.due_on);
	const term = daysBetween(deadline.starts_on, deadline.due_on);
	const come = offsets.filter((offset) => offset >= left && offset < term);
	return come.length ? Math.min(...come) : undefined;
}
