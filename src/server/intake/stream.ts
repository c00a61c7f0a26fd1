import { Zip } from 'fflate';
import { Deflated } from './deflated.ts';
import { contentTypes, relations, rootRelations, rowOf, sheetEnd, sheetHead, styles, workbook } from './sheet-xml.ts';
import { csvLine, type TableFormat } from './write.ts';

/** A table that is written as it is read: what is handed over is encoded at once and kept nowhere. */
export interface TableStream {
	/** The bytes that came of these lines, often none: compression gathers. */
	push(lines: readonly (readonly string[])[]): Promise<Uint8Array[]>;
	end(): Promise<Uint8Array[]>;
}

/** What one sheet of Excel holds, its headings included. */
export const MOST_ROWS = 1_048_576;

export const mediaTypes: Record<TableFormat, string> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv; charset=utf-8',
};

/** Begins with the headings; `widths` are characters. A sheet that is full is followed by another with the same headings. */
export const tableStream = (
	format: TableFormat,
	headings: readonly { name: string; width: number }[],
	mostRows = MOST_ROWS,
): TableStream => (format === 'csv' ? csvStream(headings) : xlsxStream(headings, mostRows));

/** UTF-8 with its mark, as Excel expects. */
function csvStream(headings: readonly { name: string }[]): TableStream {
	let head = `\ufeff${csvLine(headings.map(({ name }) => name))}`;
	const written = (text: string): Uint8Array[] => (text ? [Buffer.from(text)] : []);
	return {
		async push(lines) {
			const text = head + lines.map(csvLine).join('');
			head = '';
			return written(text);
		},
		end: async () => written(head),
	};
}

function xlsxStream(headings: readonly { name: string; width: number }[], mostRows: number): TableStream {
	const pieces: Uint8Array[] = [];
	const zip = new Zip((error, piece) => {
		if (error) throw error;
		pieces.push(piece);
	});
	const begin = (path: string) => {
		const part = new Deflated(path);
		zip.add(part);
		return part;
	};
	const whole = (path: string, text: string) => {
		const part = begin(path);
		part.push(Buffer.from(text), true);
		return part.worked();
	};
	let sheets = 0;
	let row = 0;
	let sheet: Deflated | undefined;
	const turn = (): Deflated => {
		sheet?.push(Buffer.from(sheetEnd), true);
		sheets++;
		row = 1;
		sheet = begin(`xl/worksheets/sheet${sheets}.xml`);
		const names = headings.map(({ name }) => name);
		sheet.push(Buffer.from(sheetHead(headings.map(({ width }) => width)) + rowOf(1, names, true)));
		return sheet;
	};
	const taken = () => pieces.splice(0);
	const opened = Promise.all([whole('_rels/.rels', rootRelations), whole('xl/styles.xml', styles)]);
	return {
		async push(lines) {
			for (let from = 0; from < lines.length;) {
				const open = sheet && row < mostRows ? sheet : turn();
				const fitting = lines.slice(from, from + mostRows - row);
				open.push(Buffer.from(fitting.map((cells) => rowOf(++row, cells)).join('')));
				from += fitting.length;
				await open.worked();
			}
			return taken();
		},
		async end() {
			(sheet ?? turn()).push(Buffer.from(sheetEnd), true);
			await Promise.all([opened, sheet?.worked()]);
			await whole('xl/workbook.xml', workbook(sheets));
			await whole('xl/_rels/workbook.xml.rels', relations(sheets));
			await whole('[Content_Types].xml', contentTypes(sheets));
			zip.end();
			return taken();
		},
	};
}
