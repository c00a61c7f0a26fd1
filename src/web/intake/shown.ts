import type { Explained, NotRead } from '#server/intake/headings.ts';
import { t, tOr } from '#words';

/** What was understood, beside what the file says. */
export interface Shown {
	place: string;
	title: string;
	/** The row or the file as it is written, cell by cell. */
	source: { label: string; text: string }[];
	understood: { label: string; text: string }[];
	/** What to look at although it was understood. */
	notes: string[];
	state: string;
}

/** One sheet of the file and what it was taken for. */
export interface SheetShown {
	name: string;
	rows: number;
	says: string;
}

/** Of which session something is: asked where nothing says so, and shown where somebody said it. */
export interface SessionAsked {
	/** '' asks for everything that does not say it. */
	sheet: string;
	why: string;
	value: string;
}

export interface Preview {
	sheets: SheetShown[];
	facts: string[];
	/** With any of these in a table nothing is stored. */
	problems: { place: string; sentence: string }[];
	shown: Shown[];
	more: number;
	/** Headings that nobody knew, and those that were explained. */
	headings: Explained[];
	fields: { value: string; label: string }[];
	/** Columns that have to be found before anything can be stored. */
	missing: string[];
	sessions: SessionAsked[];
	knownSessions: string[];
	mayStore: boolean;
	/** What the storing did, or would do. */
	outcome: string;
	/** Rows or files that it touches. */
	touched: number;
}

export interface Wish {
	dryRun: boolean;
	/** The session, and what headings mean. */
	said: Record<string, string>;
}

const MOST_SHOWN = 200;

export const cut = (all: readonly Shown[]): Pick<Preview, 'shown' | 'more'> => ({
	shown: all.slice(0, MOST_SHOWN),
	more: Math.max(0, all.length - MOST_SHOWN),
});

/** What a form says under names that begin with this sign: headings (=), sheets (@). */
export const saidUnder = (sign: '=' | '@', said: Wish['said']): Map<string, string> =>
	new Map(Object.entries(said).flatMap(([key, value]) => (key.startsWith(sign) ? [[key.slice(1), value]] : [])));

export const fieldLabel = (field: string) => tOr(`intake.field.${field}`, field);

interface Placed {
	row: number;
	sheet?: string;
	column?: string;
}

/** What is wrong in one way in many rows is said once, with all of them: it is mended in one go too. */
export function problemsShown<Bad extends Placed>(
	bad: readonly Bad[],
	several: boolean,
	sentenceOf: (one: Bad) => string,
): Preview['problems'] {
	const alike = Map.groupBy(bad, (one) => `${one.sheet} ${one.column} ${sentenceOf(one)}`);
	return [...alike.values()].flatMap((same) => {
		const [first] = same;
		if (!first) return [];
		const rows = same.map(({ row }) => row).join('、');
		return { place: placeOf({ ...first, row: rows }, several), sentence: sentenceOf(first) };
	});
}

/** 工作表“十届一次”第3行; the sheet is named where there are several. */
export const placeOf = ({ row, sheet, column }: Omit<Placed, 'row'> & { row: number | string }, several: boolean) =>
	[
		several && sheet ? t('intake.sheet', { sheet }) : '',
		t('intake.row', { row }),
		column ? t('intake.column', { column }) : '',
	].join('');

export const notReadText = ({ sheet, why, lacks }: NotRead): string => t(why, { sheet, columns: lacks ?? '' });

/** The cells of a row that say something, each under its heading. */
export const sourceOf = (headings: readonly string[], cells: readonly string[]): Shown['source'] =>
	cells.flatMap((text, at) => (text ? [{ label: headings[at] ?? '', text }] : []));

export const nothingAsked = {
	headings: [],
	fields: [],
	missing: [],
	sessions: [],
	knownSessions: [],
} satisfies Partial<Preview>;
