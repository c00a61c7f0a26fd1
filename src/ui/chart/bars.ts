export interface UnitProgress {
	name: string;
	href?: string;
	answered: number;
	/** In hand and not late. */
	handling: number;
	overdue: number;
	soon?: number;
	/** Percent of the rated answers. */
	satisfied?: number | null;
}

const totalOf = (unit: UnitProgress) => unit.answered + unit.handling + unit.overdue;
export const percent = (part: number, whole: number) => (whole ? `${Math.round((part / whole) * 100)}%` : '–');

/** Each bar is drawn against the busiest unit, so that lengths can be compared. */
export function drawBars(units: readonly UnitProgress[]) {
	const longest = Math.max(1, ...units.map(totalOf));
	const share = (n: number) => `${((n / longest) * 100).toFixed(2)}%`;
	return units.map((unit) => {
		const pieces = [
			{ kind: 'a', from: 0, n: unit.answered },
			{ kind: 'd', from: unit.answered, n: unit.handling },
			{ kind: 'l', from: unit.answered + unit.handling, n: unit.overdue },
		];
		const drawn = pieces.filter(({ n }) => n).map(({ kind, from, n }) => ({ kind, x: share(from), width: share(n) }));
		return { ...unit, total: totalOf(unit), pieces: drawn };
	});
}

export const sumUnits = (units: readonly UnitProgress[]): UnitProgress => ({
	name: '',
	answered: units.reduce((sum, unit) => sum + unit.answered, 0),
	handling: units.reduce((sum, unit) => sum + unit.handling, 0),
	overdue: units.reduce((sum, unit) => sum + unit.overdue, 0),
	soon: units.reduce((sum, unit) => sum + (unit.soon ?? 0), 0),
});
