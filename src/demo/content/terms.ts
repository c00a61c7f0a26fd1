import { addDays, at, nthWeekday, plainDate, yearOf, type PlainDate } from './calendar.ts';
import { committees, HOME } from './committees.ts';
import type { PlenarySession, Term } from './content.ts';

/**
 * The year of the current plenary session. A session's replies are due in June: before that the demo stays
 * with the session before, so that most proposals are answered whatever the day.
 */
export function sessionYear(today: PlainDate): number {
	const year = yearOf(today);
	return today >= plainDate(year, 6, 25) ? year : year - 1;
}

const ordinals: Record<string, string> = { 3: '三', 4: '四', 5: '五' };
const termNumbers: Record<string, { number: number; name: string }> = {
	canglan: { number: 6, name: '第六届' },
	linlan: { number: 8, name: '第八届' },
};
const yunxiTerm = { number: 10, name: '第十届' };

export function termsFor(today: PlainDate): Term[] {
	const first = sessionYear(today) - 4;
	return committees.map(({ key }) => {
		const { number, name } = termNumbers[key] ?? yunxiTerm;
		return {
			key: `${key}-${number}`,
			committee: key,
			number,
			name,
			from: plainDate(first, 1, 15),
			to: plainDate(first + 5, 6, 30),
		};
	});
}

function plenarySession(year: number, number: number, isCurrent: boolean): PlenarySession {
	const opensOn = nthWeekday(year, 1, 1, 3);
	return {
		key: `10-${number}`,
		committee: HOME,
		term: `${HOME}-10`,
		number,
		name: `十届${ordinals[number] ?? number}次会议`,
		year,
		opensOn,
		closesOn: addDays(opensOn, 3),
		cutOffAt: at(addDays(opensOn, 2), 12 * 60),
		isCurrent,
	};
}

/** Oldest first; the last is the current one. */
export function sessionsFor(today: PlainDate): PlenarySession[] {
	const year = sessionYear(today);
	return [plenarySession(year - 2, 3, false), plenarySession(year - 1, 4, false), plenarySession(year, 5, true)];
}
