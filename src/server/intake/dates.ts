import { addDays, plainDate, yearOf, type PlainDate } from '#server/core/clock.ts';
import type { Cell } from './table.ts';
import { fold } from './text.ts';

export type DateReading =
	{ date: PlainDate } | { reason: 'ledger.unreadable_date' | 'ledger.no_such_date' | 'ledger.date_far_off' };

const YEARS_AROUND = 6;
const LONGEST_DATE = 40;

/** A date as Excel keeps it or as a person wrote it; `year` completes 3月5日, and dates far from it are refused. */
export function readDate(cell: Cell, year: number): DateReading {
	const date = cell instanceof Date ? cell.toISOString().slice(0, 10) : writtenDate(String(cell), year);
	if (date === 'no such day') return { reason: 'ledger.no_such_date' };
	if (date === undefined) return { reason: 'ledger.unreadable_date' };
	return Math.abs(yearOf(date) - year) > YEARS_AROUND ? { reason: 'ledger.date_far_off' } : { date };
}

/** A date in any of the styles of offices; `year` completes one without its year, which is not read without. */
export function writtenDate(text: string, year?: number): PlainDate | 'no such day' | undefined {
	if (text.length > LONGEST_DATE) return undefined;
	const timeCut = text.normalize('NFKC').replace(/(?<=\d[日号號]?)[\sT]+(上午|下午)?\d{1,2}[:时時点].*$/s, '');
	const plain = inDigits(fold(timeCut).replace(/\(.*?\)|(星期|周).$/g, ''));
	if (/^\d{5}$/.test(plain)) return fromSerial(Number(plain));
	const full =
		/^(\d{4})(?:年|[-–—./。、])(\d{1,2})(?:月|[-–—./。、])(\d{1,2})[日号]?$/.exec(plain) ??
		/^(\d{4})(\d{2})(\d{2})$/.exec(plain);
	const brief =
		year === undefined ? null : /^(\d{2})(?:年|[-–—./。、])(\d{1,2})(?:月|[-–—./。、])(\d{1,2})[日号]?$/.exec(plain);
	const short = year === undefined ? undefined : /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(plain);
	const parts = full
		? full.slice(1).map(Number)
		: brief
			? [2000 + Number(brief[1]), ...brief.slice(2).map(Number)]
			: short
				? [year, ...short.slice(1).map(Number)]
				: undefined;
	if (!parts) return undefined;
	const [y = NaN, m = NaN, d = NaN] = parts;
	return plainDate(y, m, d) ?? 'no such day';
}

const numerals = '零一二三四五六七八九';
const digitOf = (numeral: string) => String('〇○Ｏo'.includes(numeral) ? 0 : numerals.indexOf(numeral));

/** 二〇二四年三月十五日 in the digits of 2024年3月15日; what is in digits stays. */
export const inDigits = (text: string): string =>
	text
		.replace(/[〇○Ｏo零一二三四五六七八九]{4}(?=年)/g, (year) => [...year].map(digitOf).join(''))
		.replace(/廿(?=[一二三四五六七八九]?[月日号])/g, '二十')
		.replace(/卅(?=一?[月日号])/g, '三十')
		.replace(/([一二三]?)十([一二三四五六七八九]?)(?=[月日号])/g, (_, tens: string, ones: string) =>
			String((tens ? numerals.indexOf(tens) : 1) * 10 + (ones ? numerals.indexOf(ones) : 0)),
		)
		.replace(/[一二三四五六七八九](?=[月日号])/g, digitOf);

/** Days since 30 December 1899: what a date cell turns into when its format is lost. */
const fromSerial = (serial: number): PlainDate => addDays('1899-12-30', serial);
