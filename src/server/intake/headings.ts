import { broken } from '#server/core/refusal.ts';
import type { Cell, Table } from './table.ts';
import { clean, fold, saysNothing, textOf } from './text.ts';

/** The words that offices use for each field, folded when compared; the first one names the field to a person. */
export type HeadingWords<Field extends string> = Record<Field, readonly string[]>;

/** What somebody said once of a heading that nobody knew: a field, or '' for one that is left out. */
export type Mapped = ReadonlyMap<string, string>;

export interface Line {
	/** The number that Excel shows. */
	row: number;
	cells: Cell[];
}

export interface Roll<Field extends string> {
	sheet: string;
	headings: string[];
	columns: Partial<Record<Field, number>>;
	unknownHeadings: string[];
	lines: Line[];
}

const HEADINGS_WITHIN = 10;

export const headingKey = (heading: string): string =>
	fold(heading)
		.replace(/\(.*?\)/g, '')
		.replace(/[:*#]/g, '');

/** Which field a heading means: what was said of it by hand outweighs the known words. */
function fieldsOf<Field extends string>(words: HeadingWords<Field>, mapped: Mapped) {
	const byWord = new Map<string, Field>();
	for (const field of Object.keys(words) as Field[])
		for (const word of words[field]) if (!byWord.has(headingKey(word))) byWord.set(headingKey(word), field);
	return (heading: string): Field | '' | undefined => {
		const key = headingKey(heading);
		const said = mapped.get(key);
		return said === undefined ? byWord.get(key) : said in words ? (said as Field) : '';
	};
}

/**
 * The roll in a file: the first sheet that has, among its first ten rows, one with a heading for each field that is needed.
 * Refuses with intake.no_heading_row (and the headings needed) or intake.no_rows.
 */
export function findRoll<Field extends string>(
	tables: readonly Table[],
	words: HeadingWords<Field>,
	needs: readonly Field[],
	mapped: Mapped,
): Roll<Field> {
	const fieldOf = fieldsOf(words, mapped);
	for (const { name, lines } of tables) {
		const texts = lines.slice(0, HEADINGS_WITHIN).map((cells) => cells.map((cell) => clean(textOf(cell))));
		const at = texts.findIndex((cells) => needs.every((field) => cells.some((cell) => fieldOf(cell) === field)));
		const headings = texts[at];
		if (!headings) continue;
		const rows = lines.slice(at + 1).map((cells, index) => ({ row: at + index + 2, cells }));
		const block = blockOf(headings, fieldOf, needs[0]);
		const said = unfolded(rows, block.width, headings.length).filter(({ cells }) => isEntry(cells, block.headings));
		if (said.length === 0) throw broken('intake.no_rows');
		return { sheet: name, headings: block.headings, ...columnsOf(block.headings, fieldOf), lines: said };
	}
	const isEmpty = tables.every(({ lines }) => lines.length === 0);
	const columns = needs.map((field) => words[field][0] ?? field).join('、');
	throw broken(isEmpty ? 'intake.empty_file' : 'intake.no_heading_row', { values: { columns } });
}

function columnsOf<Field extends string>(
	headings: readonly string[],
	fieldOf: (heading: string) => Field | '' | undefined,
): Pick<Roll<Field>, 'columns' | 'unknownHeadings'> {
	const columns: Partial<Record<Field, number>> = {};
	const unknownHeadings: string[] = [];
	headings.forEach((heading, column) => {
		const field = heading ? fieldOf(heading) : '';
		if (field === undefined) unknownHeadings.push(heading);
		else if (field) columns[field] ??= column;
	});
	return { columns, unknownHeadings };
}

/** Two blocks of the same columns beside each other save paper: the second is read on below the first. */
function blockOf<Field extends string>(
	headings: readonly string[],
	fieldOf: (heading: string) => Field | '' | undefined,
	first: Field | undefined,
): { headings: string[]; width: number } {
	const starts = headings.flatMap((heading, column) => (heading && fieldOf(heading) === first ? column : []));
	const [start = 0, next] = starts;
	const width = next === undefined ? headings.length : next - start;
	const named = (from: number) =>
		headings
			.slice(from, from + width)
			.map(headingKey)
			.join('|')
			.replace(/\|+$/, '');
	const repeats = next !== undefined && start === 0 && named(next) === named(0);
	return repeats ? { headings: headings.slice(0, width), width } : { headings: [...headings], width: headings.length };
}

const unfolded = (rows: readonly Line[], width: number, all: number): Line[] =>
	Array.from({ length: Math.max(1, Math.ceil(all / width)) }, (_, block) =>
		rows.map(({ row, cells }) => ({
			row,
			cells: all > width ? cells.slice(block * width, (block + 1) * width) : cells,
		})),
	).flat();

const closingLine = /^(合计|总计|小计|共计|备注|注:|说明:|填表|填报|制表|审核|联系人:)/;

/** Not an empty line, not the headings once more on a new page, not a total or a signature below. */
function isEntry(cells: readonly Cell[], headings: readonly string[]): boolean {
	const texts = cells.map((cell) => clean(textOf(cell)));
	const filled = texts.filter((text) => text !== '');
	if (filled.length === 0 || texts.every((text, column) => text === '' || text === headings[column])) return false;
	return !(filled.length <= 3 && closingLine.test(fold(filled[0] ?? '')));
}

/** The text of a field in one line, cleaned for keeping; '' where it says nothing. */
export function saidIn<Field extends string>({ columns }: Roll<Field>, { cells }: Line, field: Field): string {
	const column = columns[field];
	const text = column === undefined ? '' : textOf(cells[column]);
	return saysNothing(text) ? '' : clean(text);
}
