import { broken } from '#server/core/refusal.ts';
import { areHeadings, fieldOf, layOut } from './headings.ts';
import type { Sheet } from './ledger.ts';
import { readTables, type Cell } from '#server/intake/table.ts';
import { clean, textOf } from '#server/intake/text.ts';

const HEADINGS_WITHIN = 10;

/**
 * Finds the ledger in a workbook or csv file: the first sheet with a row of known headings among its first ten.
 * Refuses with `broken_rule` and what `readTables` refuses with, or ledger.no_heading_row, missing_column, no_rows.
 */
export async function readLedger(bytes: Uint8Array): Promise<Sheet> {
	const tables = await readTables(bytes);
	for (const { name, lines } of tables) {
		const found = ledgerIn(name, lines);
		if (found) return complete(found);
	}
	throw broken(tables.every(({ lines }) => lines.length === 0) ? 'intake.empty_file' : 'ledger.no_heading_row');
}

function ledgerIn(name: string, data: readonly Cell[][]): Sheet | undefined {
	const lines = data.slice(0, HEADINGS_WITHIN).map((cells) => cells.map((cell) => clean(textOf(cell))));
	const at = lines.findIndex(areHeadings);
	const upper = lines[at];
	if (!upper) return undefined;
	const lower = secondLevel(upper, data[at + 1]);
	const headings = lower ? upper.map((heading, column) => joined(heading, lower[column] ?? '')) : upper;
	return {
		name,
		above: lines.slice(0, at).flatMap((line) => line.filter((text) => text !== '')),
		headings,
		rows: data
			.map((cells, index) => ({ row: index + 1, cells }))
			.slice(at + (lower ? 2 : 1))
			.filter(({ cells }) => cells.some((cell) => clean(textOf(cell)) !== '')),
	};
}

/** 承办单位 above, 主办 and 会办 below it: a second row of headings leaves the number and the title empty. */
function secondLevel(upper: readonly string[], below: readonly Cell[] | undefined): string[] | undefined {
	const lower = below?.map((cell) => clean(textOf(cell)));
	const rowBegins = upper.some(
		(heading, column) => ['number', 'title'].includes(fieldOf(heading)?.field ?? '') && lower?.[column],
	);
	return !rowBegins && lower?.some((heading) => fieldOf(heading)) ? lower : undefined;
}

const joined = (upper: string, lower: string) => (fieldOf(lower) ? lower : upper || lower);

function complete(sheet: Sheet): Sheet {
	const { columns } = layOut(sheet);
	const missing = [
		!columns.number && '提案号',
		!columns.title && '案由',
		!columns.first_proposer && !columns.proposers && '提案人',
	].filter((heading) => heading !== false);
	if (missing.length > 0) throw broken('ledger.missing_column', { values: { columns: missing.join('、') } });
	if (sheet.rows.length === 0) throw broken('ledger.no_rows');
	return sheet;
}
