import { broken } from '#server/core/refusal.ts';
import { pathsIn } from './archive.ts';

/** What a file is by its bytes. Anything else is refused with what to do instead. */
export type FileKind = 'xlsx' | 'docx' | 'zip' | 'text';

export const MAX_BYTES = 64 * 1024 * 1024;

const startsWith = (file: Buffer, hex: string) => file.subarray(0, hex.length / 2).toString('hex') === hex;

export function kindOf(bytes: Uint8Array, largest = MAX_BYTES): FileKind {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (file.length === 0) throw broken('intake.empty_file');
	if (file.length > largest) throw broken('intake.too_big', { values: { megabytes: largest / 1024 / 1024 } });
	if (startsWith(file, 'd0cf11e0')) throw broken(compound(file));
	if (file.subarray(0, 2).toString() === 'PK') return packed(file);
	if (startsWith(file, '25504446')) throw broken('intake.is_pdf');
	if (startsWith(file, '7b5c727466')) throw broken('intake.is_rtf');
	if (/^(89504e47|ffd8ff|47494638|424d|52617221|377abcaf)/.test(file.subarray(0, 4).toString('hex')))
		throw broken('intake.unknown_kind');
	if (/^\s*<(!doctype|html|\?xml)/i.test(file.subarray(0, 200).toString('latin1').replace(/^ï»¿/, '')))
		throw broken('intake.is_web_page');
	if (!isUtf16(file) && file.subarray(0, 64_000).includes(0)) throw broken('intake.unknown_kind');
	return 'text';
}

export const isUtf16 = (file: Buffer): boolean => startsWith(file, 'fffe') || startsWith(file, 'feff');

/** OLE2 containers: encrypted new files, and the old formats of Word, Excel and WPS, told apart by the streams they name. */
function compound(file: Buffer): string {
	const names = (name: string) => file.includes(name, 0, 'utf16le');
	if (names('EncryptedPackage')) return 'intake.encrypted';
	if (names('WordDocument')) return 'intake.old_doc';
	return names('Workbook') || names('Book') ? 'intake.old_xls' : 'intake.old_office';
}

function packed(file: Buffer): FileKind {
	const paths = pathsIn(file);
	const named = (start: string) => paths.some((path) => path.startsWith(start));
	if (named('xl/')) return 'xlsx';
	if (named('word/')) return 'docx';
	if (named('ppt/') || paths.includes('mimetype')) throw broken('intake.unknown_kind');
	return 'zip';
}

/** Text under the name of a workbook: Excel itself would not open it, and that its name is wrong is what helps. */
export function refuseWrongName(name: string, bytes: Uint8Array): void {
	if (/\.xlsx$/i.test(name) && bytes.length > 0 && kindOf(bytes) === 'text') throw broken('intake.not_what_it_says');
}
