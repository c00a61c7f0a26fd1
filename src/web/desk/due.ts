import { chinaCalendar, computeDeadline } from '#server/core/working-days.ts';
import type { Settings } from '#server/core/settings.ts';
import type { Explanation } from '#ui/state/explanation.ts';

type Clock = keyof Settings['deadlines'];

/** The day on which a clock would run out that begins today, and how it is counted. */
export const plannedDue = (settings: Settings, clock: Clock, today: string): Explanation =>
	computeDeadline({ startsOn: today, term: settings.deadlines[clock], calendar: chinaCalendar(settings.calendar) });

/** The day to which a due date would be extended. */
export const extendedDay = (settings: Settings, due: string): string => plannedDue(settings, 'extension', due).due;
