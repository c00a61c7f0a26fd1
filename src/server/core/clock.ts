/** A calendar day in a committee's zone, 'YYYY-MM-DD'. Strings compare in the order of days. */
export type PlainDate = string;

const DAY = 86_400_000;
const utcOf = (date: PlainDate) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (utc: number): PlainDate => new Date(utc).toISOString().slice(0, 10);

/** The day with these numbers, or undefined where the calendar has none (30 February). */
export function plainDate(year: number, month: number, day: number): PlainDate | undefined {
	const utc = new Date(0).setUTCFullYear(year, month - 1, day);
	const exists = new Date(utc).getUTCMonth() === month - 1 && new Date(utc).getUTCDate() === day;
	return exists && year >= 1 && year <= 9999 ? dateOf(utc) : undefined;
}

export const yearOf = (date: PlainDate) => Number(date.slice(0, 4));
export const addDays = (date: PlainDate, days: number): PlainDate => dateOf(utcOf(date) + days * DAY);
/** Days from one to the other; negative when `to` lies before `from`. */
export const daysBetween = (from: PlainDate, to: PlainDate) => (utcOf(to) - utcOf(from)) / DAY;
export const isBefore = (date: PlainDate, other: PlainDate) => date < other;
export const isWeekend = (date: PlainDate) => new Date(utcOf(date)).getUTCDay() % 6 === 0;

/** The same day of a later (or earlier) month; the last day of a month that is too short (31 January → 28 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
	const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
	const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return dateOf(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

// Building a formatter costs far more than using one.
const formatters = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string, instant: Date): number {
	let formatter = formatters.get(zone);
	if (!formatter) {
		const two = '2-digit';
		const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
		formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts });
		formatters.set(zone, formatter);
	}
	const part = Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
	const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = part;
	return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The day that people in the zone have at this instant. */
export const plainDateIn = (zone: string, instant: Date): PlainDate => dateOf(wallClock(zone, instant));

/** The first instant of the day in the zone: midnight, or the end of the gap where summer time skips midnight. */
export function startOfDay(zone: string, date: PlainDate): Date {
	const midnight = utcOf(date);
	const offset = (near: number) => wallClock(zone, new Date(near)) - near;
	// Where the clocks change near this midnight the two differ, and only one of them begins the right day.
	const byOffsetBefore = new Date(midnight - offset(midnight - DAY));
	const byOffsetAfter = new Date(midnight - offset(midnight + DAY));
	const [first, last] =
		byOffsetBefore < byOffsetAfter ? [byOffsetBefore, byOffsetAfter] : [byOffsetAfter, byOffsetBefore];
	return plainDateIn(zone, first) === date ? first : last;
}
