import chineseDays from 'chinese-days';

/** A day in the committee's zone, 'YYYY-MM-DD'. */
export type PlainDate = string;

const DAY = 86_400_000;
const asUtc = (date: PlainDate) => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (instant: number): PlainDate => new Date(instant).toISOString().slice(0, 10);

export const plainDate = (year: number, month: number, day: number): PlainDate =>
	fromUtc(Date.UTC(year, month - 1, day));
export const yearOf = (date: PlainDate) => Number(date.slice(0, 4));
export const addDays = (date: PlainDate, days: number): PlainDate => fromUtc(asUtc(date) + days * DAY);
export const daysBetween = (from: PlainDate, to: PlainDate) => Math.round((asUtc(to) - asUtc(from)) / DAY);
/** 0 is Sunday. */
export const weekday = (date: PlainDate) => new Date(asUtc(date)).getUTCDay();
export const earlier = (a: PlainDate, b: PlainDate) => (a < b ? a : b);
export const later = (a: PlainDate, b: PlainDate) => (a > b ? a : b);

/** The same day some months on; the last day of a shorter month. */
export function addMonths(date: PlainDate, months: number): PlainDate {
	const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
	const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return plainDate(year, month + months, Math.min(day, lastDay));
}

const known = new Map<PlainDate, boolean>();

/** A weekday that is no public holiday. Swapped weekends stay free here: nobody in the demo works on a weekend. */
export function isWorkingDay(date: PlainDate): boolean {
	let answer = known.get(date);
	if (answer === undefined) {
		answer = weekday(date) % 6 !== 0 && chineseDays.isWorkday(date);
		known.set(date, answer);
	}
	return answer;
}

export function workingDayOnOrAfter(date: PlainDate): PlainDate {
	let day = date;
	while (!isWorkingDay(day)) day = addDays(day, 1);
	return day;
}

export function workingDayOnOrBefore(date: PlainDate): PlainDate {
	let day = date;
	while (!isWorkingDay(day)) day = addDays(day, -1);
	return day;
}

/** The n-th given weekday of a month, as in "the third Monday of January". */
export function nthWeekday(year: number, month: number, day: number, nth: number): PlainDate {
	const first = plainDate(year, month, 1);
	return addDays(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7);
}

/** An instant in Asia/Shanghai, which has no summer time. */
export function at(date: PlainDate, minuteOfDay: number): string {
	const two = (part: number) => String(part).padStart(2, '0');
	return `${date}T${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}:00+08:00`;
}

/** 6月3日, the way a letter writes a day. */
export function spokenDate(date: PlainDate): string {
	const [, month, day] = date.split('-').map(Number);
	return `${month}月${day}日`;
}
