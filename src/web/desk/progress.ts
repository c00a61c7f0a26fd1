import type { DeskRow } from '#server/matters/desk/queries.ts';
import type { UnitProgress } from '#server/matters/queries.ts';
import type { UnitProgress as Bar } from '#ui/chart/bars.ts';
import { daysBetween } from '#ui/text/days.ts';
import { t } from '#words';

/** Units in the order in which they call: those that are late first, then the busiest. Co-handled matters are not theirs to answer. */
export function progressOf(units: readonly UnitProgress[], slug: string) {
	const busy = units.filter((unit) => unit.assigned > 0).sort((one, other) => other.overdue - one.overdue || other.assigned - one.assigned);
	const sum = (of: (unit: UnitProgress) => number) => busy.reduce((total, unit) => total + of(unit), 0);
	const bars = busy.map((unit): Bar => ({
		name: unit.unit,
		href: `/${slug}/desk/proposals?unit_id=${unit.unit_id}`,
		answered: unit.answered,
		handling: unit.assigned - unit.answered - unit.overdue,
		overdue: unit.overdue,
	}));
	return { bars, totals: { assigned: sum((unit) => unit.assigned), answered: sum((unit) => unit.answered), overdue: sum((unit) => unit.overdue), late: busy.filter((unit) => unit.overdue).length, on_time: sum((unit) => unit.on_time) } };
}

export interface Stuck {
	id: string;
	href: string;
	number: string;
	title: string;
	proposer: string;
	holder: string;
	due: string;
}
export interface StuckWith {
	holder: string;
	longest: number;
	rows: Stuck[];
}

/** What is late, by the one in whose hands it lies; whoever has held something longest stands first. */
export function stuck(rows: readonly DeskRow[], slug: string, today: string): StuckWith[] {
	const late = rows.map((row): Stuck => ({ id: row.id, href: `/${slug}/desk/proposals/${row.id}`, number: row.number_label ?? t('staff.unnumbered'), title: row.title, proposer: row.proposer, holder: row.holder ?? '–', due: row.due_on ?? today }));
	const holders = [...new Set(late.map((row) => row.holder))];
	return holders
		.map((holder) => {
			const held = late.filter((row) => row.holder === holder).sort((one, other) => (one.due < other.due ? -1 : 1));
			return { holder, rows: held, longest: daysBetween(held[0]?.due ?? today, today) };
		})
		.sort((one, other) => other.longest - one.longest);
}
