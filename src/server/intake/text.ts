import { Converter } from 'opencc-js/t2cn';
import type { Cell } from './table.ts';

const toSimplified = Converter({ from: 't', to: 'cn' });
const zeroWidth = /[\u00ad\u200b\u2060\ufeff]/g;
const lineBreaks = /[\r\n\v\f\u0085\u2028\u2029]+/;

/** For comparing only: full width, traditional characters, case and blanks make no difference. */
export const fold = (text: string): string =>
	toSimplified(text.normalize('NFKC')).replace(zeroWidth, '').replace(/\s+/g, '').toLowerCase();

/** For keeping: the text as written, on one line, without invisible characters. Chinese needs no blank at a line break. */
export function clean(text: string): string {
	const lines = text.split(lineBreaks).map((line) => line.trim());
	const joined = lines.reduce((all, line) => all + (/\w$/.test(all) && /^\w/.test(line) ? ' ' : '') + line, '');
	return joined
		.normalize('NFC')
		.replace(zeroWidth, '')
		.replace(/\s+/g, ' ')
		.replace(/\p{Cc}/gu, '')
		.trim();
}

/** The cell as a person would read it; line breaks stay. */
export function textOf(cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '';
	return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

const LONGEST_NOTHING = 6;

/** Empty, or one of the signs with which offices say that there is nothing. */
export function saysNothing(text: string): boolean {
	const trimmed = text.trim();
	return trimmed.length <= LONGEST_NOTHING && /^(无|暂无|n\/a|[-–—―~/\\.。、]*)$/.test(fold(trimmed));
}

/** Separators inside brackets do not part names: 县农业农村局（县乡村振兴局、县畜牧局） is one unit. */
export const partNames = (text: string): string[] =>
	(text.match(/(?:[（(][^（()）]*[)）]|[^、，,;；/／\s])+/g) ?? []).map(clean).filter((name) => !saysNothing(name));

export const withoutBrackets = (name: string) => name.replace(/[（(][^（()）]*[)）]/g, '').trim();
