import { calendarOf } from '#server/core/deadlines.ts';
import { computeDeadline } from '#server/core/working-days.ts';
import type { Settings } from '#server/core/settings.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import type { Explanation } from '#ui/state/explanation.ts';

type Clock = keyof Settings['deadlines'];

/** The day on which a clock would run out that begins today, and how it is counted. */
export const plannedDue = (settings: Settings, clock: Clock, today: string): Explanation =>
	computeDeadline({ startsOn: today, term: settings.deadlines[clock], calendar: calendarOf(settings) });

/** The day to which a running clock would be extended. */
export const extendedDay = (settings: Settings, { kind, starts_on }: ProposalView['deadlines'][number]): string =>
	computeDeadline({
		startsOn: starts_on,
		term: settings.deadlines[kind as Clock],
		extendedBy: settings.deadlines.extension,
		calendar: calendarOf(settings),
	}).due;
