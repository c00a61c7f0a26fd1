import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { Refusal } from '#server/core/refusal.ts';
import { known } from './ledger-for-tests.ts';
import type { Sheet } from './ledger.ts';
import { readLedgers } from './read.ts';
import { understandLedger } from './understand.ts';

type Value = string | number | Date | null;
const xlsx = (...sheets: Value[][][]): Promise<Uint8Array> =>
	writeXlsxFile(sheets.map((data, at) => ({ data, sheet: `表${at + 1}` }))).toBuffer();

/** The first ledger of a file. */
async function readLedger(bytes: Uint8Array): Promise<Sheet> {
	const [sheet] = (await readLedgers(bytes)).sheets;
	if (!sheet) throw new Error('no ledger');
	return sheet;
}

async function refusalOf(bytes: Uint8Array | Promise<Uint8Array>): Promise<string> {
	const refusal = await readLedger(await bytes).then(
		() => undefined,
		(error: unknown) => error,
	);
	if (!(refusal instanceof Refusal)) throw new Error(`not refused: ${String(refusal)}`);
	return refusal.breaches.map(({ code }) => code).join(' ');
}

interface Entry {
	name: string;
	content: Buffer;
	encrypted?: boolean;
	claimedSize?: number;
	checksum?: number;
}

/** An archive whose entries may lie about their size, which no honest writer would make. */
function zip(entries: readonly Entry[]): Buffer {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	for (const { name, content, encrypted, claimedSize, checksum = crc32(content) } of entries) {
		const packed = deflateRawSync(content);
		const offset = files.reduce((sum, file) => sum + file.length, 0);
		const fields = Buffer.alloc(46);
		fields.writeUInt32LE(0x02014b50, 0);
		fields.writeUInt16LE(encrypted ? 1 : 0, 8);
		fields.writeUInt16LE(8, 10);
		fields.writeUInt32LE(checksum, 16);
		fields.writeUInt32LE(packed.length, 20);
		fields.writeUInt32LE(claimedSize ?? content.length, 24);
		fields.writeUInt16LE(name.length, 28);
		fields.writeUInt32LE(offset, 42);
		const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields.subarray(6, 32)]);
		files.push(Buffer.concat([local, Buffer.from(name), packed]));
		directory.push(Buffer.concat([fields, Buffer.from(name)]));
	}
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(
		files.reduce((sum, file) => sum + file.length, 0),
		16,
	);
	return Buffer.concat([...files, ...directory, end]);
}

const sheetXml = (cells: string) =>
	`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`;
const workbook = (cells: string, checksum?: number): Buffer =>
	zip(
		Object.entries({
			'xl/workbook.xml':
				'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
			'xl/_rels/workbook.xml.rels':
				'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
			'xl/worksheets/sheet1.xml': sheetXml(cells),
		}).map(([name, content]) => ({ name, content: Buffer.from(content), checksum })),
	);
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const headingRow = `<row r="1">${text('A1', '提案号')}${text('B1', '案由')}${text('C1', '提案人')}</row>`;

describe('finding the ledger in a workbook', () => {
	const headings = ['提案号', '案由', '提案人'];
	const proposal = [1, '关于修路的提案', '陈国平'];

	test('titles and empty lines above the headings are kept apart, rows keep the numbers Excel shows', async () => {
		const title = '政协云溪县第十届委员会第二次会议提案台账';
		const sheet = await readLedger(await xlsx([[title], [null], headings, [null], proposal]));
		expect(sheet).toMatchObject({ name: '表1', above: [title], headings });
		expect(sheet.rows).toEqual([{ row: 5, cells: proposal }]);
	});

	test('every sheet with headings is a ledger, and a sheet that is none is named', async () => {
		const book = await readLedgers(
			await xlsx([['填表说明']], [headings, proposal], [headings, proposal], [['提案号', '案由', '满意度'], [1]]),
		);
		expect(book.sheets.map(({ name }) => name)).toEqual(['表2', '表3']);
		expect(book.notRead).toEqual([
			{ sheet: '表1', why: 'intake.sheet_other' },
			{ sheet: '表4', why: 'intake.sheet_lacks', lacks: '提案人' },
		]);
	});

	test('a heading that nobody knows is said by hand, and outweighs the known words', async () => {
		const strange = [
			['编码', '题名', '撰写者', '案由'],
			[1, '关于修路的提案', '陈国平', '略'],
		];
		expect(await readLedgers(await xlsx(strange))).toMatchObject({ missing: ['number', 'proposers'] });
		const mapped = new Map([
			['编码', 'number'],
			['题名', 'title'],
			['撰写者', 'proposers'],
			['案由', ''],
		]);
		const book = await readLedgers(await xlsx(strange), mapped);
		expect(book.missing).toEqual([]);
		expect(understandLedger(book.sheets[0] as Sheet, known)).toMatchObject({
			rows: [{ number: 1, title: '关于修路的提案', proposers: [{ name: '陈国平' }] }],
			unknownHeadings: [],
		});
	});

	test('headings of two lines are read together: 主办 and 会办 below 承办单位', async () => {
		const upper = ['提案号', '案由', '提案人', '承办单位', null, '办理情况', null];
		const lower = [null, null, null, '主办', '会办', '答复\n日期', '满意度'];
		const sheet = await readLedger(await xlsx([upper, lower, [...proposal, '县交通运输局', null, null, null]]));
		expect(sheet.headings).toEqual(['提案号', '案由', '提案人', '主办', '会办', '答复日期', '满意度']);
		expect(sheet.rows.map(({ row }) => row)).toEqual([3]);
	});

	test('a proposal right below the headings is not taken for a second line of headings', async () => {
		const sheet = await readLedger(await xlsx([headings, [1, '序号', '主办']]));
		expect(sheet.rows).toHaveLength(1);
	});

	test('headings in the eleventh row are too far down', async () => {
		const lines = Array.from({ length: 10 }, () => ['说明']);
		expect(await refusalOf(xlsx([...lines, headings, proposal]))).toBe('ledger.no_heading_row');
		expect((await readLedger(await xlsx([...lines.slice(1), headings, proposal]))).rows).toHaveLength(1);
	});

	test('a column nothing can be read without is named', async () => {
		expect(await readLedgers(await xlsx([['编号', '主办单位', '满意度'], [1]]))).toMatchObject({
			missing: ['title', 'proposers'],
		});
	});

	test('headings without a proposal below them are no ledger', async () => {
		expect(await refusalOf(xlsx([headings, [null, '  ', null]]))).toBe('ledger.no_rows');
	});
});

describe('files that are no ledger', () => {
	test('an empty file, an empty workbook', async () => {
		expect(await refusalOf(new Uint8Array())).toBe('intake.empty_file');
		expect(await refusalOf(xlsx([[]]))).toBe('intake.empty_file');
	});

	test('text under the name of a workbook, and a Word document', async () => {
		expect(await refusalOf(Buffer.from('<html><table>'))).toBe('intake.is_web_page');
		expect(await refusalOf(zip([{ name: 'word/document.xml', content: Buffer.from('<w/>') }]))).toBe(
			'intake.not_a_table',
		);
	});

	test('an old .xls file and an encrypted .xlsx look alike outside and are told apart', async () => {
		const ole2 = Buffer.concat([
			Buffer.from('d0cf11e0a1b11ae1', 'hex'),
			Buffer.from('Workbook', 'utf16le'),
			Buffer.alloc(600),
		]);
		const encrypted = Buffer.concat([ole2, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(80)]);
		expect(await refusalOf(ole2)).toBe('intake.old_xls');
		expect(await refusalOf(encrypted)).toBe('intake.encrypted');
		const entry = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>'), encrypted: true };
		expect(await refusalOf(zip([entry]))).toBe('intake.encrypted');
	});

	test('a workbook cut off on its way, or with a broken inside', async () => {
		const whole = await xlsx([['提案号', '案由', '提案人']]);
		expect(await refusalOf(whole.slice(0, whole.length - 100))).toBe('intake.damaged');
		expect(await refusalOf(workbook('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>'))).toBe('intake.damaged');
		const bent = Buffer.from(whole);
		bent.fill(0xff, bent.indexOf('xl/worksheets/sheet1.xml') + 40, bent.indexOf('xl/worksheets/sheet1.xml') + 60);
		expect(await refusalOf(bent)).toBe('intake.damaged');
		const proposal = `<row r="2">${text('A2', '1')}${text('B2', '关于修路的提案')}${text('C2', '陈国平')}</row>`;
		expect((await readLedger(workbook(headingRow + proposal))).rows).toHaveLength(1);
		expect(await refusalOf(workbook(headingRow + proposal, 1))).toBe('intake.damaged');
	});

	test('more than 64 MB', async () => {
		expect(await refusalOf(new Uint8Array(64 * 1024 * 1024 + 1))).toBe('intake.too_big');
	});

	test('an archive that swells to more than a ledger can hold, whatever size it claims', async () => {
		const content = Buffer.alloc(64 * 1024 * 1024, ' ');
		const part = (at: number) => ({ name: `xl/worksheets/sheet${at}.xml`, content, claimedSize: 10 });
		const swollen = zip([1, 2, 3, 4, 5].map(part));
		expect(swollen.length).toBeLessThan(1024 * 1024);
		expect(await refusalOf(swollen)).toBe('intake.too_much_inside');
	});

	test('a value in the last corner of the sheet is refused before the sheet is filled up to it', async () => {
		const far = (cell: string) => refusalOf(workbook(`${headingRow}<row r="100001">${cell}</row>`));
		expect(await far(text('A100001', '一'))).toBe('intake.too_many_rows');
		const wide = `${headingRow}<row r="2">${text('XFD2', '一')}</row>`;
		expect(await refusalOf(workbook(wide))).toBe('intake.too_many_columns');
	});

	test('nor does it help to hide the corner from the first look', async () => {
		const hidden = (cells: string) => refusalOf(workbook(headingRow + cells));
		expect(await hidden(text('B2', '一').replaceAll('"B2"', "'XFD2'"))).toBe('intake.too_many_columns');
		expect(await hidden(text('B2', '一').replace('r="B2"', 'a="&gt;>" r="XFD2"'))).toBe('intake.too_many_columns');
		expect(await hidden(text('B2', '一').replace('r="B2"', 'r="B2" x:r="XFD2"'))).toBe('intake.damaged');
		expect(await hidden(text('b2', '一'))).toBe('intake.damaged');
		expect(await hidden(`<row r="100001">${text('B2', '一')}</row>`)).toBe('intake.too_many_rows');
		expect(await hidden('<row r="9999999"/>')).toBe('intake.damaged');
		expect(await hidden('<row r=9999999></row>')).toBe('intake.damaged');
	});

	test('nor to spread it over many sheets', async () => {
		const content = Buffer.from(sheetXml(`<row r="90000">${text('GQ90000', '一')}</row>`));
		const sheet = (at: number) => ({ name: `xl/worksheets/sheet${at}.xml`, content });
		const book = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') };
		expect(await refusalOf(zip([book, sheet(1), sheet(2)]))).toBe('intake.too_much_inside');
	});

	test('a mere format down to the last row is no value', async () => {
		const proposal = `<row r="2">${text('A2', '1')}${text('B2', '关于修路的提案')}${text('C2', '陈国平')}</row>`;
		const empty = '<row r="1048576"><c r="A1048576" s="0"/></row>';
		expect((await readLedger(workbook(headingRow + proposal + empty))).rows).toHaveLength(1);
	});
});

test('a ledger saved as csv is read like the workbook, whatever its separator and its encoding', async () => {
	const text = '2023年提案台账\n提案号\t案由\t提案人\t主办单位\n1\t关于修桥的提案\t王军\t县财政局\n合计\t1件\n';
	const { headings, above, rows } = await readLedger(Buffer.from(text));
	expect({ headings, above, rows: rows.length }).toEqual({
		headings: ['提案号', '案由', '提案人', '主办单位'],
		above: ['2023年提案台账'],
		rows: 2,
	});
});
