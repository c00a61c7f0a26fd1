import { layOut, type Layout } from './headings.ts';
import type { Known, LedgerRow, Sheet, Understanding } from './ledger.ts';
import { readNumber } from './numbers.ts';
import { directoriesOf, readRow } from './read-row.ts';
import { readerOf, type RowReader } from './row-reader.ts';
import { clean, fold, textOf } from '#server/intake/text.ts';

/** Reads every row against what the committee knows. Names each bad cell, all of a row at once; drops nothing. */
export function understandLedger(sheet: Sheet, known: Known): Understanding {
	const layout = layOut(sheet);
	const directories = directoriesOf(known);
	const readers: { reader: RowReader; row: LedgerRow | undefined }[] = [];
	const understood: Understanding = { rows: [], bad: [], passedOver: [], unknownHeadings: layout.unknownHeadings };
	for (const line of sheet.rows) {
		const texts = line.cells.map((cell) => clean(textOf(cell)));
		if (isNoProposal(texts, sheet.headings, layout)) {
			understood.passedOver.push({ row: line.row, value: texts.find((text) => text !== '') ?? '' });
			continue;
		}
		const reader = readerOf(line, sheet, layout);
		const spoilt = texts.findIndex((text) => text.includes('\ufffd'));
		if (spoilt >= 0) reader.refuse('ledger.broken_text', { column: sheet.headings[spoilt], value: texts[spoilt] });
		const row = readRow(reader, directories);
		if (sheet.hiddenRows?.has(line.row)) reader.note('ledger.row_hidden', { column: '', value: '' });
		readers.push({ reader, row });
	}
	for (const same of directories.numbered.values()) nameClashes(same);
	notePairs(readers.flatMap(({ row }) => row ?? []));
	understood.rows = readers.flatMap(({ reader, row }) => (row && reader.bad.length === 0 ? row : []));
	understood.bad = readers.flatMap(({ reader }) => reader.bad);
	return understood;
}

/** Of two rows under one number a copy is named by itself; where they say different things, both are, for either may be the wrong one. */
function nameClashes([first, ...others]: readonly RowReader[]): void {
	if (!first) return;
	const at = (value: string, row: number) => ({ field: 'number' as const, value, hint: String(row) });
	const written = ({ cells }: RowReader) => cells('number')[0]?.text ?? '';
	for (const other of others) {
		if (other.whole === first.whole) other.refuse('ledger.duplicate_row', at(written(other), first.row));
		else {
			other.refuse('ledger.duplicate_number', at(written(other), first.row));
			if (!first.bad.some(({ reason }) => reason === 'ledger.duplicate_number'))
				first.refuse('ledger.duplicate_number', at(written(first), other.row));
		}
	}
}

const MOST_IN_A_CLOSING_LINE = 3;
const closingLine = /^(合计|总计|小计|共计|备注|注:|说明|填表|填报|制表|审核|统计|经办)/;
const dividingLine = /^\(?[一二三四五六七八九十]{1,3}[)、.]|\d+件\)?$/;

/** A total or a signature below the proposals, a dividing line between them, or headings repeated on a new page. */
function isNoProposal(texts: readonly string[], headings: readonly string[], { columns }: Layout): boolean {
	if (texts.every((text, column) => text === '' || text === headings[column])) return true;
	const filled = texts.filter((text) => text !== '');
	if (filled.length > MOST_IN_A_CLOSING_LINE) return false;
	const first = fold(filled[0] ?? '');
	if (filled.length === 1 && dividingLine.test(first)) return true;
	return closingLine.test(first) && !readNumber(texts[columns.number?.[0] ?? -1] ?? '');
}

/** One title over two numbers, one below the other: merged into one proposal, or written twice. */
function notePairs(rows: readonly LedgerRow[]): void {
	rows.forEach(({ title, notes }, at) => {
		const above = rows[at - 1];
		if (above?.title === title)
			notes.push({ column: '', value: title, note: 'ledger.same_title', hint: String(above.row) });
	});
}
