import writeXlsxFile from 'write-excel-file/node';

export type TableFormat = 'xlsx' | 'csv';

/** What a spreadsheet would take for a formula when it opens a csv file. */
const formula = /^[=+\-@\t\r]/;

/** A quote before it makes it text; `readCsv` takes it away again. */
const guarded = (text: string): string => (formula.test(text) ? `'${text}` : text);
export const unguarded = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line of a csv file, safe to open in a spreadsheet. */
export const csvLine = (cells: readonly string[]): string =>
	`${cells.map((text) => quoted(guarded(text))).join(',')}\r\n`;

/** A table as one file: csv in UTF-8 with its mark, as Excel expects; in xlsx every cell is text and never a formula. */
export async function writeTable(lines: readonly (readonly string[])[], format: TableFormat): Promise<Buffer> {
	if (format === 'csv') return Buffer.from(`\ufeff${lines.map(csvLine).join('')}`);
	const [headings = [], ...rows] = lines.map((line) => line.map((value) => ({ value, type: String })));
	const data = [headings.map((cell) => ({ ...cell, fontWeight: 'bold' as const })), ...rows];
	return writeXlsxFile([{ data, sheet: 'Sheet1', stickyRowsCount: 1 }]).toBuffer();
}
