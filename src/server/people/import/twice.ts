import type { RowOf } from './roster.ts';

interface Known {
	row: RowOf;
	field: string;
	value: string;
}

/** Rows that mean the same: a copy is named by itself; where two say different things, a person has to say which, and both are named. */
export class Twice {
	readonly #seen = new Map<string, Known>();
	/** Whether another row of the file means the same. */
	finds(key: string, row: RowOf, field: string, value: string): boolean {
		const earlier = this.#seen.get(key);
		if (!earlier) this.#seen.set(key, { row, field, value });
		else if (earlier.row.whole === row.whole) refuse(row, earlier.row, { field, value }, 'intake.row_twice');
		else {
			refuse(row, earlier.row, { field, value });
			if (!earlier.row.bad.some(({ reason }) => reason.startsWith('intake.twice'))) refuse(earlier.row, row, earlier);
		}
		return earlier !== undefined;
	}
}

function refuse(row: RowOf, other: RowOf, { field, value }: Omit<Known, 'row'>, reason = 'intake.twice'): void {
	if (row.sheet === other.sheet) row.refuse(reason, field, value, String(other.row));
	else row.refuse('intake.twice_elsewhere', field, value, other.sheet);
}
