import { currentLocale, type Locale } from '#words';

/** Days are calendar dates of the committee, `YYYY-MM-DD`; they carry no clock and no zone. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`);
const oneDay = 86_400_000;

export const daysBetween = (from: string, to: string) => Math.round((Number(noon(to)) - Number(noon(from))) / oneDay);

const written = new Map<string, Intl.DateTimeFormat>();
function writer(kind: 'short' | 'long' | 'weekday', locale: Locale): Intl.DateTimeFormat {
	const known = written.get(kind + locale);
	if (known) return known;
	const parts: Intl.DateTimeFormatOptions =
		kind === 'weekday'
			? { weekday: 'long' }
			: { ...(kind === 'long' && { year: 'numeric' }), month: 'long', day: 'numeric' };
	const made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...parts, timeZone: 'UTC' });
	written.set(kind + locale, made);
	return made;
}

/** 2026年6月3日: for records. */
export const longDay = (day: string) => writer('long', currentLocale()).format(noon(day));

/** 6月3日: for lists. The year is written where it is not the year of `today`. */
export const shortDay = (day: string, today?: string) =>
	today && today.slice(0, 4) !== day.slice(0, 4) ? longDay(day) : writer('short', currentLocale()).format(noon(day));

/** 周六: for the days a deadline skips. */
export const weekday = (day: string) => writer('weekday', currentLocale()).format(noon(day));

/** 2026年6月3日 星期三, Wednesday 3 June 2026: for the top of a page. */
export const dayWithWeekday = (day: string) =>
	(currentLocale() === 'en' ? [weekday(day), longDay(day)] : [longDay(day), weekday(day)]).join(' ');
