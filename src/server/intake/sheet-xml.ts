/** The parts of a workbook (ECMA-376) as far as a table of texts needs them. */
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

const numbers = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

/** What a cell holds at most; Excel offers to "repair" a file with more. */
const LONGEST_CELL = 32_767;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** XML 1.0 has no place for these, escaped or not. */
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escaped = (text: string): string =>
	(/[^\u0020-\u0025\u0027-\u003b\u003d\u003f-\ud7ff]/.test(text) ? text.toWellFormed().replace(notInXml, '') : text)
		.slice(0, LONGEST_CELL)
		.toWellFormed()
		.replace(/[&<>]/g, (sign) => entities[sign] ?? '')
		.replaceAll('\r\n', '\n')
		.replaceAll('\r', '\n');

/** A, B, … Z, AA, … as columns are called. */
const lettersOf = (column: number): string =>
	column < 26 ? String.fromCharCode(65 + column) : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26);

/** Every cell is text, never a formula or a number: 007 stays 007. Styles: 1 text, 2 heading. */
export const rowOf = (row: number, cells: readonly string[], heading = false): string => {
	const style = heading ? 2 : 1;
	const written = cells.map((text, column) =>
		text
			? `<c r="${lettersOf(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
			: '',
	);
	return `<row r="${row}">${written.join('')}</row>`;
};

/** Headings stay in sight; columns are as wide as what stands in them. */
export const sheetHead = (widths: readonly number[]): string =>
	`${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
		.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
		.join('')}</cols><sheetData>`;
export const sheetEnd = '</sheetData></worksheet>';

/** Number format 49 is "text": what somebody types into such a cell stays as he typed it too. */
export const styles = `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/><xf xfId="0" numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

export const workbook = (sheets: number): string =>
	`${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers(sheets)
		.map((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`)
		.join('')}</sheets></workbook>`;

const relation = (id: string, kind: string, target: string) =>
	`<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
const relationsOf = (all: readonly string[]) =>
	`${xml}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;

export const rootRelations = relationsOf([relation('rId1', 'officeDocument', 'xl/workbook.xml')]);
export const relations = (sheets: number): string =>
	relationsOf([
		...numbers(sheets).map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)),
		relation(`rId${sheets + 1}`, 'styles', 'styles.xml'),
	]);

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
export const contentTypes = (sheets: number): string =>
	`${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${numbers(
		sheets,
	)
		.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`)
		.join('')}</Types>`;
