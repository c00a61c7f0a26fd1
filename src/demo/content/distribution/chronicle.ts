import { addDays, at, isWorkingDay, later, workingDayOnOrAfter, type PlainDate } from '../calendar.ts';
import type { Act, ActMachine, PersonKey } from '../content.ts';
import type { Random } from '../random.ts';

const MORNING = 8 * 60 + 35;
const NOON = 11 * 60 + 50;
const AFTERNOON = 14 * 60 + 5;
const EVENING = 17 * 60 + 25;

type Moment = { date: PlainDate; minute: number };
type Deed = { machine: ActMachine; action: string; subject?: string; input?: Record<string, unknown> };

/** One run of acts that follow each other; several runs of one matter go on side by side. */
export type Line = {
	/** An act of staff or a unit on a working day, on the wished day or as soon after it as the line allows. */
	work: (on: PlainDate, actor: PersonKey, deed: Deed) => void;
	/** An act of a member, who writes and rates on any day of the week. */
	write: (on: PlainDate, actor: PersonKey, deed: Deed) => void;
	/** An act whose minute is settled elsewhere, as where numbers are given one after the other. */
	exactly: (on: PlainDate, minute: number, actor: PersonKey, deed: Deed) => void;
	/** What the last act raises, at the same instant. */
	raise: (deed: Deed) => void;
	/** An act of the clock, in the night. */
	strike: (on: PlainDate, deed: Deed) => void;
	/** The day of the last act. */
	day: () => PlainDate;
	branch: () => Line;
	/** A run of its own from the morning of a day, for what does not wait for the line. */
	branchAt: (date: PlainDate) => Line;
	/** Goes on after the last act of the others. */
	join: (others: readonly Line[]) => void;
	moment: () => Moment;
};

const isAfter = (a: Moment, b: Moment) => a.date > b.date || (a.date === b.date && a.minute > b.minute);

function officeMinute(random: Random, from: number): number | null {
	const earliest = Math.max(from, MORNING);
	if (earliest > EVENING) return null;
	const wished = from > MORNING ? earliest + random.whole(0, 25) : random.whole(MORNING, EVENING);
	if (wished > NOON && wished < AFTERNOON) return AFTERNOON + random.whole(0, 20);
	return wished > EVENING ? null : wished;
}

function officeMoment(random: Random, on: PlainDate, last: Moment): Moment {
	const date = workingDayOnOrAfter(later(on, last.date));
	const minute = officeMinute(random, date === last.date ? last.minute + 2 : 0);
	if (minute !== null) return { date, minute };
	return officeMoment(random, addDays(date, 1), last);
}

function memberMoment(random: Random, on: PlainDate, last: Moment): Moment {
	const date = later(on, last.date);
	const from = date === last.date ? last.minute + 2 : 7 * 60;
	const until = 21 * 60 + 40;
	return from > until ? memberMoment(random, addDays(date, 1), last) : { date, minute: random.whole(from, until) };
}

export function chronicle(random: Random, start: PlainDate, acts: Act[]): Line {
	const open = (from: Moment): Line => {
		let last = from;
		const put = (moment: Moment, actor: PersonKey, deed: Deed, raised?: true) => {
			last = moment;
			acts.push({ at: at(moment.date, moment.minute), actor, ...deed, ...(raised ? { raised } : {}) });
		};
		return {
			work: (on, actor, deed) => put(officeMoment(random, on, last), actor, deed),
			write: (on, actor, deed) => put(memberMoment(random, on, last), actor, deed),
			exactly: (on, minute, actor, deed) => put({ date: on, minute }, actor, deed),
			raise: (deed) => put(last, 'system', deed, true),
			strike: (on, deed) => put({ date: later(on, addDays(last.date, 1)), minute: 30 }, 'system', deed),
			day: () => last.date,
			branch: () => open(last),
			branchAt: (date) => open({ date, minute: 0 }),
			join: (others) => {
				for (const other of others) if (isAfter(other.moment(), last)) last = other.moment();
			},
			moment: () => last,
		};
	};
	return open({ date: start, minute: 0 });
}

/** The working day some working days away; a negative count goes back. */
export function workingDaysFrom(date: PlainDate, count: number): PlainDate {
	const step = Math.sign(count);
	let day = date;
	for (let left = Math.abs(count); left > 0;) {
		day = addDays(day, step);
		if (isWorkingDay(day)) left -= 1;
	}
	return day;
}
