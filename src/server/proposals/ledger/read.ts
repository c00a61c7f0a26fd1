import { broken } from '#server/core/refusal.ts';
import { firstLines, hiddenOf, looksLikeHeadings, whyNot, type Mapped, type NotRead } from '#server/intake/headings.ts';
import { linesBelow, readTables, type Cell, type Table } from '#server/intake/table.ts';
import { clean, textOf } from '#server/intake/text.ts';
import { fieldOf, fieldsNamed, layOut, ledgerWords, type Field } from './headings.ts';
import type { Book, Sheet } from './ledger.ts';

const nothingSaid: Mapped = new Map();

/**
 * Finds the ledgers in a workbook or csv file: every sheet with a row of known headings among its first ten. Where none is whole, those
 * that look like one, with what is missing. Refuses with what `readTables` refuses with, or ledger.no_heading_row, no_rows.
 */
export async function readLedgers(bytes: Uint8Array, mapped: Mapped = nothingSaid): Promise<Book> {
	const tables = await readTables(bytes);
	const found = tables
		.filter(({ hidden }) => !hidden)
		.map((table) => {
			const sheet = ledgerIn(table, mapped);
			return { table, sheet, missing: sheet ? missingIn(sheet) : [] };
		});
	const whole = found.filter(({ sheet, missing }) => sheet && missing.length === 0);
	const chosen = whole.length > 0 ? whole : found.filter(({ sheet }) => sheet);
	const sheets = chosen.flatMap(({ sheet }) => sheet ?? []);
	if (sheets.length === 0)
		throw broken(tables.every(({ lines }) => lines.length === 0) ? 'intake.empty_file' : 'ledger.no_heading_row');
	if (sheets.every(({ rows }) => rows.length === 0)) throw broken('ledger.no_rows');
	const passed = found
		.filter((one) => !chosen.includes(one))
		.map(({ table, sheet, missing }): NotRead => {
			const lacks = missing.map((field) => ledgerWords[field][0]).join('、');
			return { sheet: table.name, ...(sheet ? { why: 'intake.sheet_lacks', lacks } : whyNot(table)) };
		});
	return {
		sheets,
		notRead: [...passed, ...hiddenOf(tables)],
		missing: [...new Set(chosen.flatMap(({ missing }) => missing))],
	};
}

/** The row of headings: one that names three fields; else, where somebody can still say what is meant, one that looks like it. */
function headingRow(lines: readonly string[][], mapped: Mapped): number {
	const known = lines.findIndex((cells) => fieldsNamed(cells, mapped) >= 3);
	if (known >= 0 || isForm(lines)) return known;
	return lines.findIndex(looksLikeHeadings);
}

/** The paper form of one proposal as a sheet: names to the left, values to the right. It is read as a document. */
const isForm = (lines: readonly string[][]): boolean =>
	lines.filter(([first]) => first && fieldOf(first, nothingSaid)).length >= 3;

function ledgerIn(table: Table, mapped: Mapped): Sheet | undefined {
	const { name, lines: data, hiddenRows } = table;
	const lines = firstLines(table);
	const at = headingRow(lines, mapped);
	const upper = lines[at];
	if (!upper) return undefined;
	const lower = secondLevel(upper, data[at + 1], mapped);
	const joined = (above: string, below: string) => (fieldOf(below, mapped) ? below : above || below);
	return {
		name,
		above: lines.slice(0, at).flatMap((line) => line.filter((text) => text !== '')),
		headings: lower ? upper.map((heading, column) => joined(heading, lower[column] ?? '')) : upper,
		rows: linesBelow(table, at + (lower ? 2 : 1))
			.map((cells, index) => ({ row: index + 1, cells }))
			.slice(at + (lower ? 2 : 1))
			.filter(({ cells }) => cells.some((cell) => clean(textOf(cell)) !== '')),
		mapped,
		hiddenRows: new Set(hiddenRows),
	};
}

/** 承办单位 above, 主办 and 会办 below it: a second row of headings leaves the number and the title empty. */
function secondLevel(
	upper: readonly string[],
	below: readonly Cell[] | undefined,
	mapped: Mapped,
): string[] | undefined {
	const lower = below?.map((cell) => clean(textOf(cell)));
	const rowBegins = upper.some((heading, column) => {
		const claim = fieldOf(heading, mapped);
		return claim && ['number', 'title'].includes(claim.field) && lower?.[column];
	});
	return !rowBegins && lower?.some((heading) => fieldOf(heading, mapped)) ? lower : undefined;
}

/** Number, title and somebody who proposed: without them a row is no proposal. */
function missingIn(sheet: Sheet): Field[] {
	const { columns } = layOut(sheet);
	return (['number', 'title', 'proposers'] as const).filter(
		(field) => !columns[field] && !(field === 'proposers' && (columns.first_proposer ?? columns.co_proposers)),
	);
}
