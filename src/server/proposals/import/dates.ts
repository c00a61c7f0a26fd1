import { startOfDay, type PlainDate } from '../../core/clock.ts';
import type { LedgerRow } from '../ledger/ledger.ts';

/** When each step of a past proposal happened: at the beginning of the day that the ledger names. */
export interface Steps {
	admitted: Date;
	/** With a unit, which the ledger names. */
	assigned?: Date;
	/** Answered, and with that rated and closed: a ledger keeps no later day. */
	answered?: Date;
	/** The ledger names no day for one of them; the step before stands for it. */
	undated: boolean;
	/** Answered by a unit that the ledger does not name: it is over all the same. */
	unnamed?: boolean;
}

export function stepsOf(row: LedgerRow, session: { closes_on: PlainDate }, zone: string): Steps {
	const isAnswered = row.replied_on !== undefined || row.result_class !== undefined || row.satisfaction !== undefined;
	const isAssigned = row.lead_unit_ids.length > 0;
	const admitted = row.admitted_on ?? row.assigned_on ?? row.replied_on ?? session.closes_on;
	const assigned = row.assigned_on ?? admitted;
	const answered = row.replied_on ?? assigned;
	const undated =
		(isAssigned && !row.assigned_on) || (isAnswered && !row.replied_on) || (!row.admitted_on && !row.assigned_on);
	return {
		admitted: startOfDay(zone, admitted),
		...(isAssigned && { assigned: startOfDay(zone, assigned) }),
		...(isAssigned && isAnswered && { answered: startOfDay(zone, answered) }),
		undated,
		...(isAnswered && !isAssigned && { unnamed: true }),
	};
}
