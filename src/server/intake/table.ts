import { broken } from '#server/core/refusal.ts';
import readXlsxFile from 'read-excel-file/node';
import { readCsv } from './csv.ts';
import { kindOf } from './kind.ts';
import type { Merged } from './sheets.ts';
import { safeWorkbook } from './workbook.ts';

export type Cell = string | number | boolean | Date | null;

/** One sheet as it lies in the file, row by row; a csv file is one sheet without a name. */
export interface Table {
	name: string;
	lines: Cell[][];
	/** A person who opens the file does not see the sheet, or these of its rows. */
	hidden?: boolean;
	hiddenRows?: readonly number[];
	merged?: readonly Merged[];
}

/** The lines with what is merged over several of them written into each, below the row of headings. */
export function linesBelow({ lines, merged = [] }: Table, headings: number): Cell[][] {
	const filled = lines.map((cells) => cells);
	for (const { column, from, to } of merged)
		for (let row = Math.max(from, headings + 1); row < Math.min(to, lines.length); row++) {
			const value = from > headings ? (lines[from - 1]?.[column] ?? null) : null;
			const cells = [...(filled[row] ?? [])];
			if (value === null || (cells[column] ?? null) !== null) continue;
			while (cells.length < column) cells.push(null);
			cells[column] = value;
			filled[row] = cells;
		}
	return filled;
}

/**
 * The sheets of an xlsx or csv file, told apart by their bytes and never by their names. Refuses with `broken_rule` and one
 * of the codes intake.empty_file, too_big, old_office, encrypted, not_a_table, damaged, too_much_inside, too_many_rows, too_many_columns.
 */
export async function readTables(bytes: Uint8Array): Promise<Table[]> {
	const kind = kindOf(bytes);
	if (kind === 'text') return [{ name: '', lines: readCsv(bytes) }];
	if (kind !== 'xlsx') throw broken('intake.not_a_table');
	const { book, unseen } = await safeWorkbook(bytes);
	const sheets = await readXlsxFile(book).catch(() => {
		throw broken('intake.damaged');
	});
	return sheets.map(({ sheet: name, data }) => ({ name, lines: data as unknown as Cell[][], ...unseen.get(name) }));
}
