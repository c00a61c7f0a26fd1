import type { DeskRow } from '#server/matters/desk/queries.ts';
import type { UnitProgress } from '#server/matters/queries.ts';
import type { UnitProgress as Bar } from '#ui/chart/bars.ts';
import { daysBetween } from '#ui/text/days.ts';

/** Units in the order in which they call: those that are late first, then the busiest. Co-handled matters are not theirs to answer. */
export function progressOf(units: readonly UnitProgress[], desk: string) {
	const busy = units
		.filter((unit) => unit.assigned > 0)
		.sort((one, other) => other.overdue - one.overdue || other.assigned - one.assigned);
	const sum = (of: (unit: UnitProgress) => number) => busy.reduce((total, unit) => total + of(unit), 0);
	const bars = busy.map((unit): Bar => ({
		name: unit.unit,
		href: `${desk}/proposals?unit_id=${unit.unit_id}`,
		answered: unit.answered,
		handling: unit.assigned - unit.answered - unit.overdue,
		overdue: unit.overdue,
	}));
	return {
		bars,
		totals: {
			assigned: sum((unit) => unit.assigned),
			answered: sum((unit) => unit.answered),
			overdue: sum((unit) => unit.overdue),
			late: busy.filter((unit) => unit.overdue).length,
			on_time: sum((unit) => unit.on_time),
		},
	};
}

/** What is late, the longest first, and in whose hands that one lies. */
export function stuckWith(rows: readonly DeskRow[], today: string): { late: number; holder: string; days: number } {
	const first = [...rows].sort((one, other) => ((one.due_on ?? today) < (other.due_on ?? today) ? -1 : 1))[0];
	return { late: rows.length, holder: first?.holder ?? '', days: daysBetween(first?.due_on ?? today, today) };
}
