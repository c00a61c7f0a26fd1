import { filterLexemes, quoted, timeLexeme } from './document.ts';
import { fold } from './fold.ts';
import { understandWords, type Wanted } from './words.ts';

/** 十届三次会议第13号, 10-3-13, 第128号, 128, 平3: a case by its number, with its session where that is said. */
export interface AskedNumber {
	term?: number;
	session?: number;
	label: string;
	/** Whether nothing else was asked. */
	alone: boolean;
}

export interface AskedWords {
	wanted: Wanted[];
	/** Written in quotation marks: to be found letter by letter. */
	phrases: string[];
	/** The same where one word of each phrase is cut otherwise in the text: a phrase may begin in the middle of a word. */
	cutOtherwise: Wanted[];
	number?: AskedNumber;
	/** The whole query as titles are compared. */
	folded: string;
}

const digits = '〇一二三四五六七八九';
/** 十, 十二, 二十一; or in figures. */
function numeral(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
	const ten = text.includes('十') ? (tens ? digits.indexOf(tens) : 1) * 10 : 0;
	return ten + (ones ? digits.indexOf(ones) : 0);
}

const inNumbers = String.raw`(?:\d{1,3}|[一二三四五六七八九十]{1,3})`;
const label = String.raw`(平?\d{1,6})`;
const forms = [
	new RegExp(`第?(${inNumbers})届(?:第?)(${inNumbers})次(?:会议)?[\\s,，]*第?${label}号?(?:提案)?`, 'u'),
	new RegExp(String.raw`(?<![\d-])(\d{1,3})-(\d{1,3})-${label}(?![\d-])`, 'u'),
	new RegExp(`()()(?:第${label}[号件]|(?<!\\d)${label}号|^${label}$)(?:提案)?`, 'u'),
];

function numberIn(text: string): { number: AskedNumber; rest: string } | undefined {
	for (const form of forms) {
		const found = form.exec(text);
		if (!found) continue;
		const [whole, term, session, ...labels] = found;
		const said = labels.find((one) => one !== undefined) ?? '';
		const rest = text.replace(whole, ' ').trim();
		const of = term && session ? { term: numeral(term), session: numeral(session) } : {};
		return { number: { ...of, label: said.replace(/^(平?)0+(?=\d)/, '$1'), alone: !/[\p{L}\p{N}]/u.test(rest) }, rest };
	}
	return undefined;
}

const inQuotes = /[“"「『]([^“”"「」『』]+)[”"」』]/gu;

/** What a query asks for; undefined where it asks for nothing. */
export function understandQuery(query: string): AskedWords | undefined {
	const text = query.normalize('NFKC').trim();
	const phrases = [...text.matchAll(inQuotes)].map(([, phrase = '']) => fold(phrase).trim()).filter(Boolean);
	const numbered = numberIn(text.replace(inQuotes, ' ').trim());
	// a number that names its session is a case, not a word to be looked for
	const words = numbered?.number.term ? numbered.rest : text;
	const outside = understandWords(words.replace(inQuotes, ' '));
	const wanted = [...outside, ...phrases.flatMap(insideOf)];
	const cutOtherwise = [...outside, ...phrases.flatMap((phrase) => oneLeftOut(insideOf(phrase)))];
	if (!wanted.length && !numbered) return undefined;
	return { wanted, phrases, cutOtherwise, ...(numbered ? { number: numbered.number } : {}), folded: fold(text) };
}

/** The words of a phrase narrow the search; its first and last may be cut otherwise in the text, so of a longer one they are left out. */
function insideOf(phrase: string): Wanted[] {
	const wanted = understandWords(phrase);
	return wanted.length > 3 ? wanted.slice(1, -1) : wanted;
}

const together = (wanted: readonly Wanted[]): string[][] =>
	wanted.reduce<string[][]>(
		(all, { alternatives }) => all.flatMap((one) => alternatives.map((other) => [...one, ...other])),
		[[]],
	);
/** All but one of two or three, whichever: one thing, found in several ways. */
const oneLeftOut = (wanted: readonly Wanted[]): Wanted[] =>
	wanted.length < 2 || wanted.length > 3
		? [...wanted]
		: [{ text: wanted.map(({ text }) => text).join(''), alternatives: leavingOut(wanted, 1).flatMap(together) }];

const lexeme = (one: string): string => (one.endsWith('*') ? `${quoted(one.slice(0, -1))}:*` : quoted(one));
const either = (parts: readonly string[]): string => (parts.length > 1 ? `(${parts.join(' | ')})` : (parts[0] ?? ''));
const both = (parts: readonly string[]): string => (parts.length > 1 ? `(${parts.join(' & ')})` : (parts[0] ?? ''));
const group = ({ alternatives }: Wanted): string => either(alternatives.map((one) => both(one.map(lexeme))));

/** Every way to leave `n` of them out. */
function leavingOut<T>(list: readonly T[], n: number): T[][] {
	if (n === 0) return [[...list]];
	return list.flatMap((_, at) => leavingOut(list.slice(at + 1), n - 1).map((rest) => [...list.slice(0, at), ...rest]));
}

/** How much may be missing: nothing of one or two things, one of three, two of six. A long query is looked for by its first twelve. */
export const mostMissing = (wanted: readonly Wanted[]): number => (wanted.length < 3 ? 0 : wanted.length < 6 ? 1 : 2);

/** As a tsquery: all that is wanted but `missing` things, whichever. */
export function tsqueryOf(wanted: readonly Wanted[], missing = 0): string {
	const groups = wanted.slice(0, missing ? 12 : undefined).map(group);
	return either(leavingOut(groups, missing).map(both));
}
/** Any of it, to rank by: each thing counts for itself. */
export const anyOf = (wanted: readonly Wanted[]): string => either(wanted.map(group));

export type FilterName = keyof typeof filterLexemes;
/** Only what these filters leave. */
export function narrowed(query: string, filters: Partial<Record<FilterName, string>>, times: string[] = []): string {
	const marks = Object.entries(filters).flatMap(([name, value]) =>
		value ? [quoted(filterLexemes[name as FilterName](value))] : [],
	);
	return both([query, ...marks, ...(times.length ? [either(times.map((one) => quoted(timeLexeme(one))))] : [])]);
}
