import { daysBetween } from '#ui/text/days.ts';
import type { MachineName } from '#ui/state/states.ts';

export interface WorkRow {
	id: string;
	/** Opens the row in the panel; end it with `#panel`. */
	href: string;
	number: string;
	title: string;
	proposer: string;
	machine: MachineName;
	state: string;
	word?: string;
	/** 在谁手里 */
	holder: string;
	holderIsMe?: boolean;
	dueOn: string | null;
	held?: boolean;
	/** Received and not yet looked at: it stands under 新收, whatever its deadline, until it is late. */
	isNew?: boolean;
	checked?: boolean;
	/** What a tick sends: enough to take part in what is done to several at once. Empty where it may not. */
	tick?: string;
	/** Said under the title. */
	note?: string;
}

/** The groups of a desk, in the order in which they call. */
export const urgencies = ['over', 'soon', 'new', 'rest'] as const;
export type Urgency = (typeof urgencies)[number];

export function urgencyOf(row: WorkRow, today: string): Urgency {
	const left = row.dueOn && !row.held ? daysBetween(today, row.dueOn) : Infinity;
	if (left < 0) return 'over';
	if (row.isNew) return 'new';
	return left <= 7 ? 'soon' : 'rest';
}

/** Rows keep their order within a group; empty groups are left out. */
export const groupByUrgency = (rows: readonly WorkRow[], today: string) =>
	urgencies
		.map((urgency) => ({ urgency, rows: rows.filter((row) => urgencyOf(row, today) === urgency) }))
		.filter((group) => group.rows.length);
