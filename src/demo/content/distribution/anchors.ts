import {
	addDays,
	addMonths,
	daysBetween,
	isWorkingDay,
	nthWeekday,
	workingDayOnOrAfter,
	workingDayOnOrBefore,
	type PlainDate,
} from '../calendar.ts';
import { workingDaysFrom } from './chronicle.ts';
import type { Matter } from './matter.ts';

/** The days on which a proposal's examination and assignment stand, before the units begin. */
export type Beginning = {
	submittedOn: PlainDate;
	reviewedOn: PlainDate;
	admittedOn: PlainDate;
	proposedOn: PlainDate;
	assignedOn: PlainDate;
};

/** The joint assignment meeting for the batch of a plenary session: the second Tuesday of March. */
export const assignmentMeetingOn = (year: number) => workingDayOnOrAfter(nthWeekday(year, 3, 2, 2));

const offsets = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9];

/**
 * The working day on which a clock of some months must have started, so that it ends near the wished day: on a working
 * day, so that no rolling of deadlines can move it, and on the same side of today.
 */
export function clockStart(today: PlainDate, dueIn: number, months: number): PlainDate {
	for (const offset of offsets) {
		const due = addDays(today, dueIn + offset);
		const isSameSide = dueIn < 0 ? due < today : due >= today;
		const start = addMonths(due, -months);
		const isWhole = isWorkingDay(due) && isWorkingDay(start) && addMonths(start, months) === due;
		if (isSameSide && isWhole && start < workingDaysFrom(today, -1)) return start;
	}
	return workingDayOnOrBefore(addMonths(addDays(today, dueIn), -months));
}

function backFrom(assignedOn: PlainDate): Beginning {
	const reviewedOn = workingDaysFrom(assignedOn, -6);
	return {
		submittedOn: addDays(reviewedOn, -2),
		reviewedOn,
		admittedOn: workingDaysFrom(assignedOn, -4),
		proposedOn: workingDaysFrom(assignedOn, -2),
		assignedOn,
	};
}

function onFrom(submittedOn: PlainDate): Beginning {
	const day = (count: number) => workingDaysFrom(submittedOn, count);
	return { submittedOn, reviewedOn: day(2), admittedOn: day(3), proposedOn: day(5), assignedOn: day(7) };
}

function inBatch({ plan, random }: Matter, slot: { submittedOn: PlainDate; admittedOn: PlainDate }): Beginning {
	const { opensOn, year } = plan.session;
	const assignedOn = assignmentMeetingOn(year);
	const proposedOn = addDays(opensOn, random.whole(10, daysBetween(opensOn, assignedOn) - 5));
	return { ...slot, reviewedOn: workingDaysFrom(slot.submittedOn, 1), proposedOn, assignedOn };
}

/** Between sessions the days hang on what shall be seen today. */
function beginningOf(matter: Matter): Beginning {
	const { plan, today } = matter;
	const { state, stage, dueIn, since = 0, delivered, submitted = 0 } = plan;
	if (dueIn !== undefined) return backFrom(clockStart(today, dueIn, plan.extension === 'granted' ? 4 : 3));
	if (state === 'assigned') {
		const isLong = stage === 'handling';
		return backFrom(
			isLong ? workingDayOnOrBefore(addDays(today, -since)) : workingDaysFrom(today, -Math.round(since * 0.75)),
		);
	}
	if (delivered !== undefined) return backFrom(workingDayOnOrBefore(addDays(today, -delivered - 68)));
	if (state === 'admitted') return backFrom(workingDaysFrom(today, 8 - submitted));
	if (state === 'under_review') return { ...onFrom(addDays(workingDaysFrom(today, -submitted + 3), -2)) };
	if (state === 'returned') return onFrom(addDays(workingDaysFrom(today, 6 - submitted), -2));
	return onFrom(addDays(today, -submitted));
}

export function beginning(matter: Matter): Beginning {
	const { plan } = matter;
	if (plan.slot && plan.period === 'in_session') return inBatch(matter, plan.slot);
	return plan.slot ? onFrom(plan.slot.submittedOn) : beginningOf(matter);
}

/** The day on which a second round was ordered. */
export function secondRoundOn({ plan, today }: Matter): PlainDate {
	if (plan.dueIn !== undefined) return clockStart(today, plan.dueIn, 1);
	return workingDayOnOrBefore(addDays(today, -(plan.delivered ?? 0) - 26));
}
