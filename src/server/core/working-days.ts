import known from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, addMonths, daysBetween, isWeekend, yearOf, type PlainDate } from './clock.ts';

/** Set by the State Council's yearly notice (holidays and swapped weekends), or by the committee for itself. */
type SetBy = 'state' | 'committee';

export interface Calendar {
	/** Days that differ from "Monday to Friday"; works: true is a day off that counts as a working day. */
	readonly days: ReadonlyMap<PlainDate, { works: boolean; name: string; setBy: SetBy }>;
	/** Years whose notice is known. In any other year only weekends are off, and a deadline there says so. */
	readonly knownYears: ReadonlySet<number>;
}

export interface DayOverride {
	date: PlainDate;
	works: boolean;
	name: string;
}

export interface Term {
	n: number;
	unit: 'working_days' | 'days' | 'months';
}

/** The clock stands still on these days, both included. For a pause that still runs, `to` is today. */
export interface Pause {
	from: PlainDate;
	to: PlainDate;
	reason: string;
}

export interface SkippedDay {
	date: PlainDate;
	why: 'weekend' | 'holiday' | 'committee_holiday' | 'paused';
	/** The holiday in Chinese, as the notice or the committee names it; for a pause its reason. */
	name?: string;
}

/** A due date together with how it was found: due is where the recorded walk ended, never computed apart. */
export interface Deadline {
	/** The day of the event; it is not counted. */
	from: PlainDate;
	due: PlainDate;
	term: Term;
	extended_by?: Term;
	counted_from: PlainDate;
	/** counted + skipped.length = days from `from` to `due`. */
	counted: number;
	/** For working days every day left out; for days and months the pauses and the days the due date moved over. */
	skipped: SkippedDay[];
	/** Days off that counted as working days (调休). */
	swapped: { date: PlainDate; name: string }[];
	moved_to_working_day?: true;
	/** Part of the walk lies in a year whose holidays are not announced yet. */
	beyond_known_calendar: boolean;
}

type Walk = Pick<Deadline, 'from' | 'due' | 'counted' | 'skipped' | 'swapped'>;

/** Names come as "National Day,国庆节,3". */
const chineseName = (entry: string) => entry.split(',')[1] ?? entry;

const stateDays = [
	...Object.entries(known.holidays).map(([date, entry]) => ({ date, works: false, name: chineseName(entry) })),
	...Object.entries(known.workdays).map(([date, entry]) => ({ date, works: true, name: chineseName(entry) })),
];
const stateYears = new Set(stateDays.map(({ date }) => yearOf(date)));

/** The public holidays and swapped weekends of China, with the days that a committee has set otherwise and the years that it has entered whole. */
export function chinaCalendar(overrides: readonly DayOverride[] = [], alsoKnown: readonly number[] = []): Calendar {
	const days = new Map<PlainDate, { works: boolean; name: string; setBy: SetBy }>();
	for (const { date, ...day } of stateDays) days.set(date, { ...day, setBy: 'state' });
	for (const { date, ...day } of overrides) {
		const saysNothing = day.works && !isWeekend(date) && !days.has(date);
		if (!saysNothing) days.set(date, { ...day, setBy: 'committee' });
	}
	return { days, knownYears: new Set([...stateYears, ...alsoKnown]) };
}

export const isWorkingDay = (date: PlainDate, { days }: Calendar) => days.get(date)?.works ?? !isWeekend(date);

/** A day is overdue when it has ended in the committee's zone: `today` is that zone's. */
export const isOverdue = (due: PlainDate, today: PlainDate) => today > due;

/** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: Calendar): number {
	if (to < from) return -workingDaysBetween(to, from, calendar);
	let count = 0;
	for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isWorkingDay(date, calendar)) count++;
	return count;
}

/**
 * When a term that starts with an event ends (domain.md 2.20): the day of the event is not counted, and a term of
 * days or months that ends on a day off ends on the next working day.
 * An extension in the same unit lengthens the term (3 months + 1 month are 4 months from the same start); in another
 * unit it is counted on from the day on which the term would have ended.
 */
export function computeDeadline(question: {
	startsOn: PlainDate;
	term: Term;
	calendar: Calendar;
	extendedBy?: Term;
	pausedDays?: readonly Pause[];
}): Deadline {
	const { startsOn, term, calendar, extendedBy, pausedDays = [] } = question;
	const sameUnit = extendedBy?.unit === term.unit;
	const legs = sameUnit ? [{ ...term, n: term.n + extendedBy.n }] : extendedBy ? [term, extendedBy] : [term];
	const walk: Walk = { from: startsOn, due: startsOn, counted: 0, skipped: [], swapped: [] };
	let moved = false;
	for (const leg of legs) {
		count(walk, leg, calendar, pausedDays);
		moved = moveToWorkingDay(walk, calendar, pausedDays) || moved;
	}
	return {
		...walk,
		term,
		...(extendedBy && { extended_by: extendedBy }),
		counted_from: addDays(startsOn, 1),
		...(moved && { moved_to_working_day: true as const }),
		beyond_known_calendar: !knowsAllYears(calendar, startsOn, walk.due),
	};
}

/** Walks one leg of a term from where the walk stands, recording each day that is left out. */
function count(walk: Walk, { n, unit }: Term, calendar: Calendar, pauses: readonly Pause[]) {
	if (!Number.isInteger(n) || n < 0) throw new RangeError(`a term of ${n} ${unit}`);
	const goal = unit === 'months' ? daysBetween(walk.due, addMonths(walk.due, n)) : n;
	for (let left = goal; left > 0;) {
		walk.due = addDays(walk.due, 1);
		const skipped = (unit === 'working_days' && whyOff(walk.due, calendar)) || whyPaused(walk.due, pauses);
		if (skipped) walk.skipped.push(skipped);
		else {
			left--;
			walk.counted++;
			if (unit === 'working_days') noteSwap(walk, calendar);
		}
	}
}

/** Where the walk ended on a day off, that day is taken back and the next working day is the last one. */
function moveToWorkingDay(walk: Walk, calendar: Calendar, pauses: readonly Pause[]): boolean {
	const ended = walk.due;
	for (;;) {
		const skipped = whyOff(walk.due, calendar) ?? (walk.due > ended ? whyPaused(walk.due, pauses) : undefined);
		if (!skipped) break;
		walk.skipped.push(skipped);
		walk.due = addDays(walk.due, 1);
	}
	noteSwap(walk, calendar);
	return walk.due > ended;
}

function noteSwap(walk: Walk, { days }: Calendar) {
	const day = days.get(walk.due);
	if (day?.works && walk.swapped.at(-1)?.date !== walk.due) walk.swapped.push({ date: walk.due, name: day.name });
}

function whyOff(date: PlainDate, calendar: Calendar): SkippedDay | undefined {
	if (isWorkingDay(date, calendar)) return undefined;
	const day = calendar.days.get(date);
	if (!day) return { date, why: 'weekend' };
	return { date, why: day.setBy === 'state' ? 'holiday' : 'committee_holiday', name: day.name };
}

function whyPaused(date: PlainDate, pauses: readonly Pause[]): SkippedDay | undefined {
	const pause = pauses.find(({ from, to }) => from <= date && date <= to);
	return pause && { date, why: 'paused', name: pause.reason };
}

function knowsAllYears({ knownYears }: Calendar, from: PlainDate, to: PlainDate): boolean {
	for (let year = yearOf(from); year <= yearOf(to); year++) if (!knownYears.has(year)) return false;
	return true;
}
