import { broken } from '#server/core/refusal.ts';
import { linesBelow, type Cell, type Table } from './table.ts';
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
	/** Needed, and no heading names it: somebody has to say which column it is. */
	missing: Field[];
	/** What the name of the sheet says for all of its rows. */
	bySheet: Partial<Record<Field, string>>;
	lines: Line[];
	hiddenRows: ReadonlySet<number>;
}

/** A sheet that nothing is read from; it is named, never passed over in silence. */
export interface NotRead {
	sheet: string;
	why: 'intake.sheet_hidden' | 'intake.sheet_empty' | 'intake.sheet_lacks' | 'intake.sheet_other';
	/** The headings that are missing. */
	lacks?: string;
}

export interface Rolls<Field extends string> {
	rolls: Roll<Field>[];
	notRead: NotRead[];
}

/** What a roll is looked for by. */
export interface Sought<Field extends string> {
	words: HeadingWords<Field>;
	needs: readonly Field[];
	mapped: Mapped;
	/** What will do where a heading that is needed is not there. */
	instead?: Partial<Record<Field, Field>>;
	/** The field for which the name of a sheet may stand, where it is one. */
	named?: { field: Field; fits: (sheet: string) => boolean };
}

const HEADINGS_WITHIN = 10;

export const headingKey = (heading: string): string =>
	fold(heading)
		.replace(/\(.*?\)/g, '')
		.replace(/[:*#]/g, '');

/** What was said of a heading by hand: a field, '' where it is left out, undefined where nothing was said. */
export function saidOf<Field extends string>(
	heading: string,
	words: HeadingWords<Field>,
	mapped: Mapped,
): Field | '' | undefined {
	const said = mapped.get(headingKey(heading));
	return said === undefined ? undefined : said in words ? (said as Field) : '';
}

/** Which field a heading means: what was said of it by hand outweighs the known words. */
function fieldsOf<Field extends string>(words: HeadingWords<Field>, mapped: Mapped): FieldOf<Field> {
	const byWord = new Map<string, Field>();
	for (const field of Object.keys(words) as Field[])
		for (const word of words[field]) if (!byWord.has(headingKey(word))) byWord.set(headingKey(word), field);
	return (heading) => saidOf(heading, words, mapped) ?? byWord.get(headingKey(heading));
}

type FieldOf<Field> = (heading: string) => Field | '' | undefined;

/**
 * The rolls in a file: every sheet that has, among its first ten rows, one with a heading for each field that is needed. Where no sheet
 * has, those with a row that looks like headings, with what is `missing`. Refuses with intake.no_heading_row (and the headings needed),
 * intake.no_rows or intake.empty_file.
 */
export function findRolls<Field extends string>(tables: readonly Table[], sought: Sought<Field>): Rolls<Field> {
	const { words, needs, mapped } = sought;
	const shown = tables.filter(({ hidden }) => !hidden);
	const found = shown.map((table) => ({ table, roll: rollIn(table, sought, fieldsOf(words, mapped)) }));
	const rolls = found.flatMap(({ roll }) => roll ?? []);
	const whole = rolls.filter(({ missing }) => missing.length === 0);
	const chosen = whole.length > 0 ? whole : rolls;
	const named = (fields: readonly Field[]) => fields.map((field) => words[field][0] ?? field).join('、');
	if (chosen.length === 0) {
		const isEmpty = tables.every(({ lines }) => lines.length === 0);
		throw broken(isEmpty ? 'intake.empty_file' : 'intake.no_heading_row', { values: { columns: named(needs) } });
	}
	if (chosen.every(({ lines }) => lines.length === 0)) throw broken('intake.no_rows');
	const passed = found.flatMap(({ table, roll }): NotRead[] =>
		roll && chosen.includes(roll)
			? []
			: [{ sheet: table.name, ...(roll ? { why: 'intake.sheet_lacks', lacks: named(roll.missing) } : whyNot(table)) }],
	);
	return { rolls: chosen, notRead: [...passed, ...hiddenOf(tables)] };
}

export const whyNot = ({ lines }: Table): Pick<NotRead, 'why'> => ({
	why: lines.length === 0 ? 'intake.sheet_empty' : 'intake.sheet_other',
});
export const hiddenOf = (tables: readonly Table[]): NotRead[] =>
	tables.filter(({ hidden }) => hidden).map(({ name }) => ({ sheet: name, why: 'intake.sheet_hidden' }));

/** Letters and few of them, in several columns: a row of headings that nobody knows yet. */
export const looksLikeHeadings = (cells: readonly string[]): boolean => {
	const filled = cells.filter((cell) => cell !== '');
	const areNames = filled.every((cell) => cell.length <= 20 && !/\d/.test(cell));
	return filled.length >= 3 && areNames && new Set(filled).size === filled.length;
};

export const firstLines = ({ lines }: Table): string[][] =>
	lines.slice(0, HEADINGS_WITHIN).map((cells) => cells.map((cell) => clean(textOf(cell))));

function rollIn<Field extends string>(
	table: Table,
	{ needs, named, instead }: Sought<Field>,
	fieldOf: FieldOf<Field>,
): Roll<Field> | undefined {
	const texts = firstLines(table);
	const stands = named?.fits(table.name) ? named.field : undefined;
	const lacks = (cells: readonly string[]) =>
		needs.filter((field) => {
			const isIt = (cell: string) => [field, instead?.[field] ?? field].some((one) => fieldOf(cell) === one);
			return field !== stands && !cells.some(isIt);
		});
	const known = (cells: readonly string[]) => new Set(cells.map(fieldOf).filter(Boolean)).size;
	const whole = texts.findIndex((cells) => lacks(cells).length === 0);
	const half = texts.findIndex((cells) => known(cells) >= 2 || (known(cells) > 0 && looksLikeHeadings(cells)));
	const strange = texts.findIndex(looksLikeHeadings);
	const at = [whole, half, strange].find((found) => found >= 0);
	const headings = at === undefined ? undefined : texts[at];
	if (at === undefined || !headings) return undefined;
	const rows = linesBelow(table, at + 1)
		.slice(at + 1)
		.map((cells, index) => ({ row: at + index + 2, cells }));
	const block = blockOf(headings, fieldOf, needs[0]);
	const bySheet = stands && !headings.some((heading) => fieldOf(heading) === stands) ? { [stands]: table.name } : {};
	return {
		sheet: table.name,
		headings: block.headings,
		...columnsOf(block.headings, fieldOf),
		missing: lacks(headings),
		bySheet: bySheet as Partial<Record<Field, string>>,
		lines: unfolded(rows, block.width, headings.length).filter(({ cells }) => isEntry(cells, block.headings)),
		hiddenRows: new Set(table.hiddenRows),
	};
}

function columnsOf<Field extends string>(
	headings: readonly string[],
	fieldOf: FieldOf<Field>,
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
	fieldOf: FieldOf<Field>,
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
export function saidIn<Field extends string>(roll: Roll<Field>, { cells }: Line, field: Field): string {
	const column = roll.columns[field];
	const text = column === undefined ? (roll.bySheet[field] ?? '') : textOf(cells[column]);
	return saysNothing(text) ? '' : clean(text);
}

const LONGEST_SAMPLE = 24;
const shortened = (text: string) => (text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE)}……` : text);

/** Some of what stands below a heading that nobody knows, so that a person can say what it is. */
export function samplesOf(headings: readonly string[], wanted: readonly string[], rows: readonly Line[]): Explained[] {
	return wanted.map((heading) => {
		const column = headings.indexOf(heading);
		const texts = rows.slice(0, 50).map(({ cells }) => clean(textOf(cells[column])));
		return { heading, sample: [...new Set(texts.filter(Boolean))].slice(0, 2).map((text) => shortened(text)) };
	});
}

/** A heading that nobody knew, with some of its values, and what was said of it by hand, now or with an earlier file. */
export interface Explained {
	heading: string;
	sample: string[];
	said?: string;
}

/** Headings to be explained, and those that were: what was said once can be corrected. */
export function explainedIn(
	sheets: readonly { headings: readonly string[]; unknownHeadings: readonly string[]; lines: readonly Line[] }[],
	mapped: Mapped,
): Explained[] {
	const all = sheets.flatMap(({ headings, unknownHeadings, lines }) => {
		const wanted = headings.filter((heading) => unknownHeadings.includes(heading) || mapped.has(headingKey(heading)));
		return samplesOf(headings, wanted, lines);
	});
	const once = [...new Map(all.map((one) => [one.heading, one])).values()];
	return once.map((one) => ({ ...one, said: mapped.get(headingKey(one.heading)) }));
}
