import { parse, CsvError } from 'csv-parse/sync';
import { broken } from '#server/core/refusal.ts';
import { MAX_COLUMNS, MAX_ROWS } from './workbook.ts';
import { unguarded } from './write.ts';

const encodings = ['utf-8', 'gb18030'] as const;

/** Text as offices save it: UTF-8 with or without its mark, UTF-16 with it, otherwise GB18030. */
export function decodeText(bytes: Uint8Array): string {
	const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
	const tried = mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : encodings;
	for (const encoding of tried) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
		}
	}
	const loose = new TextDecoder('gb18030').decode(bytes);
	const lost = loose.split('\ufffd').length - 1;
	// cut in the middle of a character: the row that it spoils is named later
	if (lost <= 1 + loose.length / 1000) return loose;
	throw broken('intake.unreadable_text');
}

const separators = [',', ';', '\t', '，', '；'] as const;

/** The separator that stands most evenly in the first lines, outside quotes. */
function separatorOf(text: string): string {
	const lines = text
		.slice(0, 20_000)
		.replace(/"(?:[^"]|"")*"/g, '')
		.split(/\r\n|\r|\n/)
		.slice(0, 20);
	const counted = separators.map((separator) => {
		const counts = lines.map((line) => line.split(separator).length - 1).filter((n) => n > 0);
		const most = [...Map.groupBy(counts, (n) => n)].sort((a, b) => b[1].length - a[1].length || b[0] - a[0])[0];
		return { separator, score: (most?.[1].length ?? 0) * 100 + (most?.[0] ?? 0) };
	});
	const best = counted.reduce((one, other) => (other.score > one.score ? other : one));
	return best.score > 0 ? best.separator : ',';
}

/** The lines of a csv file, rows without any value as empty ones so that numbers of rows stay those of Excel. */
export function readCsv(bytes: Uint8Array): string[][] {
	const text = decodeText(bytes).replace(/^\ufeff/, '');
	if (text.replace(/[\s,;，；]/g, '') === '') throw broken('intake.empty_file');
	const lines = parsed(text);
	if (lines.length > MAX_ROWS) throw broken('intake.too_many_rows', { values: { rows: MAX_ROWS } });
	if (lines.some((line) => line.length > MAX_COLUMNS && line.slice(MAX_COLUMNS).some((cell) => cell.trim())))
		throw broken('intake.too_many_columns', { values: { columns: MAX_COLUMNS } });
	return lines;
}

const unguardedLines = (lines: string[][]) => lines.map((line) => line.map(unguarded));

function parsed(text: string): string[][] {
	// Excel's own first line that names the separator
	const said = /^sep=(.)\r?\n/i.exec(text);
	const options = {
		delimiter: said?.[1] ?? separatorOf(text),
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: false,
		to: MAX_ROWS + 1,
	};
	const content = said ? text.slice(said[0].length) : text;
	try {
		return unguardedLines(parse(content, options) as string[][]);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		// a quote that nobody closed: the lines as they stand are better than none
		return parse(content, { ...options, quote: false }) as string[][];
	}
}
