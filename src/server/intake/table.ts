import { broken } from '#server/core/refusal.ts';
import readXlsxFile from 'read-excel-file/node';
import { readCsv } from './csv.ts';
import { kindOf } from './kind.ts';
import { safeWorkbook } from './workbook.ts';

export type Cell = string | number | boolean | Date | null;

/** One sheet as it lies in the file, row by row; a csv file is one sheet without a name. */
export interface Table {
	name: string;
	lines: Cell[][];
}

/**
 * The sheets of an xlsx or csv file, told apart by their bytes and never by their names. Refuses with `broken_rule` and one
 * of the codes intake.empty_file, too_big, old_office, encrypted, not_a_table, damaged, too_much_inside, too_many_rows, too_many_columns.
 */
export async function readTables(bytes: Uint8Array): Promise<Table[]> {
	const kind = kindOf(bytes);
	if (kind === 'text') return [{ name: '', lines: readCsv(bytes) }];
	if (kind !== 'xlsx') throw broken('intake.not_a_table');
	const sheets = await readXlsxFile(await safeWorkbook(bytes)).catch(() => {
		throw broken('intake.damaged');
	});
	return sheets.map(({ sheet: name, data }) => ({ name, lines: data as unknown as Cell[][] }));
}
