import type { LedgerRow, SessionNamed } from './ledger.ts';
import { clean, fold } from '#server/intake/text.ts';

const between = ['平', '平时', '闭', '闭会', '会后'];
const year = /(?:[〔[(]\d{4}[〕\])][年-]?|\d{4}[年-])?/.source;
const mark = /(大会|会间|会|平时|平|闭会|闭|会后)?/.source;
const shape = new RegExp(`^(?:no\\.?|№)?${year}第?${mark}字?(?:提案)?第?(\\d{1,5})号?(?:提案|案)?$`);

/** 128, 第128号, 大会第128号 count within the plenary session; 平017, 闭会第5号 between sessions. */
export function readNumber(text: string): Pick<LedgerRow, 'period' | 'number'> | undefined {
	const [, said = '', digits] = shape.exec(fold(text)) ?? [];
	const number = Number(digits);
	return number >= 1 ? { period: between.includes(said) ? 'between_sessions' : 'in_session', number } : undefined;
}

const numerals = '〇一二三四五六七八九';

/** 十 is 10, 十四 14, 二十 20; digits stay digits. */
function countOf(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const [tens, ones] = text.includes('十') ? text.split('十') : ['〇', text];
	const digit = (numeral: string | undefined, empty: number) => (numeral ? numerals.indexOf(numeral) : empty);
	return digit(tens, 1) * 10 + digit(ones, 0);
}

/** 十届二次, 第十届委员会第二次会议, 10-2, 2023年. */
export function readSession(text: string): SessionNamed {
	const plain = fold(text).replaceAll('零', '〇');
	const named =
		/第?([〇一二三四五六七八九十]{1,3}|\d{1,2})届(?:委员会)?(?:全体会议)?第?([〇一二三四五六七八九十]{1,3}|\d{1,2})次/.exec(
			plain,
		) ?? /^(\d{1,2})-(\d{1,2})$/.exec(plain);
	const year = /(\d{4})年?/.exec(plain)?.[1];
	return {
		text: clean(text),
		...(named?.[1] && named[2] && { term: countOf(named[1]), plenary_session: countOf(named[2]) }),
		...(year && { year: Number(year) }),
	};
}
