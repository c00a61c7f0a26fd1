import { describe, expect, test } from 'vitest';
import { zipSync } from 'fflate';
import type { Refusal } from '#server/core/refusal.ts';
import { readTables } from './table.ts';
import { writeTable } from './write.ts';

const text = '提案号,案由,提案人\r\n1,"关于修桥，修路的提案",王军\r\n';
const gb18030 = Buffer.from(
	'cce1b0b8bac52cb0b8d3c92ccce1b0b8c8cb0d0a312c22b9d8d3dad0deC7c5a3acd0dec2b7b5c4cce1b0b822' + '2cCDf5bEFC0d0a',
	'hex',
);
const expected = [
	['提案号', '案由', '提案人'],
	['1', '关于修桥，修路的提案', '王军'],
];
const linesOf = async (bytes: Uint8Array) => (await readTables(bytes))[0]?.lines;

describe('csv files are read as offices save them', () => {
	test.each<[string, Uint8Array]>([
		['UTF-8', Buffer.from(text)],
		['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
		['GB18030', gb18030],
		['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
		['semicolons', Buffer.from(text.replaceAll(',', ';'))],
		['tabs', Buffer.from(text.replaceAll(',', '\t'))],
		['a first line that names the separator', Buffer.from(`sep=;\r\n${text.replaceAll(',', ';')}`)],
		['lines ended in the old way', Buffer.from(text.replaceAll('\r\n', '\r'))],
	])('%s', async (_, bytes) => {
		expect(await linesOf(bytes)).toEqual(expected);
	});

	test('a quote that nobody closed spoils no other line', async () => {
		expect(await linesOf(Buffer.from('提案号,案由\n1,"关于修桥\n2,关于修路\n'))).toHaveLength(3);
	});

	test('what a spreadsheet would take for a formula goes out as text and comes in as it was', async () => {
		const lines = [['名称'], ['=cmd|/c calc'], ['+86'], ['-1'], ['@SUM(A1)'], ['王"军,\n']];
		const bytes = await writeTable(lines, 'csv');
		expect(bytes.toString()).toContain("'=cmd");
		expect(await linesOf(bytes)).toEqual(lines);
		expect(await linesOf(await writeTable(lines.slice(0, 5), 'xlsx'))).toEqual(lines.slice(0, 5));
	});
});

describe('what is no table is refused with what to do instead', () => {
	const ole = (...names: string[]) =>
		Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), ...names.map((name) => Buffer.from(name, 'utf16le'))]);
	const sheet = '<worksheet><sheetData><row r="1"><c r="XFD1" t="str"><v>x</v></c></row></sheetData></worksheet>';
	const book = (part: string) =>
		zipSync({ 'xl/workbook.xml': Buffer.from('<workbook/>'), 'xl/worksheets/sheet1.xml': Buffer.from(part) });
	test.each<[string, Uint8Array, string]>([
		['an old workbook', ole('Workbook'), 'intake.old_xls'],
		['an old document', ole('WordDocument'), 'intake.old_doc'],
		['a file with a password', ole('EncryptedPackage'), 'intake.encrypted'],
		['a PDF', Buffer.from('%PDF-1.7'), 'intake.is_pdf'],
		['a picture', Buffer.from('ffd8ffe000104a46', 'hex'), 'intake.unknown_kind'],
		['a web page under the name of a workbook', Buffer.from('<html><table>'), 'intake.is_web_page'],
		['a document', zipSync({ 'word/document.xml': Buffer.from('<w/>') }), 'intake.not_a_table'],
		['half a workbook', book(sheet).subarray(0, 200), 'intake.damaged'],
		['sixteen thousand columns', book(sheet), 'intake.too_many_columns'],
		['entities', book('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), 'intake.document_type'],
		['nothing', Buffer.alloc(0), 'intake.empty_file'],
		[
			'a thousand columns of csv',
			Buffer.from(Array.from({ length: 1000 }, () => 'x').join(',')),
			'intake.too_many_columns',
		],
	])('%s', async (_, bytes, code) => {
		const refusal = await readTables(bytes).then(
			() => undefined,
			(error: unknown) => error as Refusal,
		);
		expect(refusal?.breaches.map((breach) => breach.code)).toEqual([code]);
	});

	test('an archive that swells to a thousand times its size', async () => {
		const bomb = zipSync({
			'xl/workbook.xml': Buffer.from('<workbook/>'),
			'xl/sharedStrings.xml': new Uint8Array(300 << 20),
		});
		await expect(readTables(bomb)).rejects.toMatchObject({ breaches: [{ code: 'intake.too_much_inside' }] });
	});
});
