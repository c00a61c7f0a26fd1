import { broken } from '#server/core/refusal.ts';
import { pack, refuseCarriers, refuseDocumentType, unpack } from './archive.ts';
import { unseenIn, withoutBlankTail, withShownZeros, type Unseen } from './sheets.ts';

export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 200;

/**
 * The XML parts of an xlsx file in a new archive whose sizes are true and whose cells stay within the limits.
 * The reading package trusts both: two cells at opposite corners of a sheet would make it fill 17 thousand million.
 */
export async function safeWorkbook(bytes: Uint8Array): Promise<{ book: Buffer; unseen: Map<string, Unseen> }> {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts = await unpack(file, /^xl\/.*\.xml(\.rels)?$/);
	if (!parts.has('xl/workbook.xml')) throw broken('intake.not_a_table');
	for (const content of parts.values()) refuseDocumentType(content);
	refuseCarriers(file, parts);
	for (const [path, content] of parts)
		if (path.startsWith('xl/worksheets/')) parts.set(path, withoutBlankTail(content, MAX_ROWS));
	const laidOut = [...parts.values()].reduce((sum, content) => sum + cellsLaidOut(content), 0);
	if (laidOut > MAX_ROWS * MAX_COLUMNS) throw broken('intake.too_much_inside');
	return { book: pack(withShownZeros(parts)), unseen: unseenIn(parts) };
}

const cellOrRow = /<(?:[^\s<>/!?:]+:)?(row|c)(?=[\s/>])/g;
const attributesToTheEnd = /((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;
const reference = /[\s:]r\s*=\s*["']([^"']*)["']/g;

/**
 * How many cells the reading package would lay out for this part; refuses rows and columns beyond the limits.
 * Cells without a value do not count: a format laid over whole columns is common and harmless.
 */
function cellsLaidOut(content: Buffer): number {
	const xml = content.toString('latin1');
	let row = 0;
	let [lastRow, lastFilledRow, lastColumn] = [0, 0, 0];
	for (const { 0: start, 1: tag, index } of xml.matchAll(cellOrRow)) {
		attributesToTheEnd.lastIndex = index + start.length;
		const [, attributes, closesItself] = attributesToTheEnd.exec(xml) ?? [];
		if (attributes === undefined) throw broken('intake.damaged');
		if (tag === 'row') lastRow = Math.max(lastRow, (row = placeIn(attributes)?.row ?? 0));
		const cell = tag === 'c' && !closesItself ? placeIn(attributes) : undefined;
		if (!cell) continue;
		lastFilledRow = Math.max(lastFilledRow, cell.row, row);
		lastColumn = Math.max(lastColumn, cell.column);
		if (lastFilledRow > MAX_ROWS) throw broken('intake.too_many_rows', { values: { rows: MAX_ROWS } });
		if (lastColumn > MAX_COLUMNS) throw broken('intake.too_many_columns', { values: { columns: MAX_COLUMNS } });
	}
	return Math.max(lastRow, lastFilledRow * lastColumn);
}

const LAST_EXCEL_ROW = 1_048_576;

/** r="GR17" of a cell is column 200, row 17; r="17" of a row is row 17. */
function placeIn(attributes: string): { row: number; column: number } | undefined {
	const [only, ...more] = attributes.matchAll(reference);
	if (!only) return undefined;
	const [, letters = '', digits] = /^([A-Z]{0,3})(\d{1,7})$/.exec(only[1] ?? '') ?? [];
	if (/^[A-Z]{4,}\d*$/.test(only[1] ?? ''))
		throw broken('intake.too_many_columns', { values: { columns: MAX_COLUMNS } });
	const row = Number(digits);
	if (more.length > 0 || !(row <= LAST_EXCEL_ROW)) throw broken('intake.damaged');
	return { row, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}
