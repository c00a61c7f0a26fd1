import { broken } from '#server/core/refusal.ts';
import { pack, unpack } from './archive.ts';

export const MAX_BYTES = 20 * 1024 * 1024;
export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 200;

/**
 * The XML parts of an xlsx file in a new archive whose sizes are true and whose cells stay within the limits.
 * The reading package trusts both: two cells at opposite corners of a sheet would make it fill 17 thousand million.
 */
export async function safeWorkbook(bytes: Uint8Array): Promise<Buffer> {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (file.length === 0) throw broken('ledger.empty_file');
	if (file.length > MAX_BYTES) throw broken('ledger.too_big', { values: { megabytes: MAX_BYTES / 1024 / 1024 } });
	refuseOldFormats(file);
	const parts = await unpack(file);
	if (!parts.has('xl/workbook.xml')) throw broken('ledger.not_xlsx');
	for (const [name, content] of parts) if (name !== 'xl/sharedStrings.xml') refuseFarCells(content);
	return pack(parts);
}

/** Old .xls files and encrypted .xlsx files are both OLE2 containers; only the second holds an EncryptedPackage. */
function refuseOldFormats(file: Buffer) {
	if (file.subarray(0, 4).toString('hex') === 'd0cf11e0') {
		throw broken(file.includes('EncryptedPackage', 0, 'utf16le') ? 'ledger.encrypted' : 'ledger.old_xls');
	}
	if (file.subarray(0, 2).toString() !== 'PK') throw broken('ledger.not_xlsx');
}

/** Cells without a value do not count: a format laid over whole columns is common and harmless. */
function refuseFarCells(content: Buffer) {
	for (const [, letters = '', row, selfClosed] of content
		.toString('latin1')
		.matchAll(/<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,7})(\d{1,10})"[^>]*?(\/?)>/g)) {
		if (selfClosed) continue;
		if (Number(row) > MAX_ROWS) throw broken('ledger.too_many_rows', { values: { rows: MAX_ROWS } });
		const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
		if (column > MAX_COLUMNS) throw broken('ledger.too_many_columns', { values: { columns: MAX_COLUMNS } });
	}
}
