import { computeDeadline, type Calendar, type Deadline } from '../../core/working-days.ts';
import type { UncertainDeadline } from './queries.ts';

/** The same term from the same start by what is known now; undefined where that says nothing new. */
export function recomputed({ starts_on, explanation }: UncertainDeadline, calendar: Calendar): Deadline | undefined {
	const { term, extended_by } = explanation;
	const now = computeDeadline({ startsOn: starts_on, term, extendedBy: extended_by, calendar });
	return now.due === explanation.due && now.beyond_known_calendar ? undefined : now;
}
