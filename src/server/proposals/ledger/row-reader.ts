import type { Field, Layout } from './headings.ts';
import type { BadCell, Cell, LedgerNote, LedgerRefusal, LedgerRow, Sheet } from './ledger.ts';
import { clean, fold, saysNothing, textOf } from '#server/intake/text.ts';

/** One row seen through the headings; gathers every problem of the row instead of stopping at the first. */
export interface RowReader {
	row: number;
	/** Everything that the row says: two rows of the same are one, copied by chance. */
	whole: string;
	/** The cells of a field that say something, the strongest column first. */
	cells(field: Field): { cell: Exclude<Cell, null>; text: string; column: string }[];
	/** The heading over a field, as written in the file. */
	heading(field: Field): string | undefined;
	/** The text of a field's only column, cleaned for keeping; '' where it says nothing. */
	text(field: Field): string;
	refuse(reason: LedgerRefusal, at: { field?: Field; column?: string; value?: string; hint?: string }): void;
	note(note: LedgerNote, at: { column: string; value: string; hint?: string }): void;
	bad: BadCell[];
	notes: LedgerRow['notes'];
}

export function readerOf({ row, cells }: Sheet['rows'][number], { headings }: Sheet, { columns }: Layout): RowReader {
	const bad: BadCell[] = [];
	const notes: LedgerRow['notes'] = [];
	const heading: RowReader['heading'] = (field) => headings[columns[field]?.[0] ?? -1];
	const cellsOf: RowReader['cells'] = (field) =>
		(columns[field] ?? []).flatMap((column) => {
			const cell = cells[column] ?? null;
			const text = textOf(cell);
			return cell === null || saysNothing(text) ? [] : [{ cell, text, column: headings[column] ?? '' }];
		});
	return {
		row,
		whole: cells.map((cell) => fold(textOf(cell))).join('\t'),
		bad,
		notes,
		cells: cellsOf,
		heading,
		text: (field) => clean(cellsOf(field)[0]?.text ?? ''),
		refuse: (reason, { field, column, value, hint }) => {
			const where = column ?? (field && heading(field));
			bad.push({ row, column: where, value: value && clean(value), reason, hint });
		},
		note: (note, { column, value, hint }) => notes.push({ column, value, note, ...(hint && { hint }) }),
	};
}
