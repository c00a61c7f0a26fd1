import { addDays, plainDate, yearOf, type PlainDate } from '#server/core/clock.ts';
import type { Cell } from './ledger.ts';
import { fold } from './text.ts';

export type DateReading =
	{ date: PlainDate } | { reason: 'ledger.unreadable_date' | 'ledger.no_such_date' | 'ledger.date_far_off' };

const YEARS_AROUND = 6;
const LONGEST_DATE = 40;

/** A date as Excel keeps it or as a person wrote it; `year` completes 3月5日. */
export function readDate(cell: Cell, year: number): DateReading {
	const date = cell instanceof Date ? cell.toISOString().slice(0, 10) : writtenDate(String(cell), year);
	if (date === 'no such day') return { reason: 'ledger.no_such_date' };
	if (date === undefined) return { reason: 'ledger.unreadable_date' };
	return Math.abs(yearOf(date) - year) > YEARS_AROUND ? { reason: 'ledger.date_far_off' } : { date };
}

function writtenDate(text: string, year: number): PlainDate | 'no such day' | undefined {
	if (text.length > LONGEST_DATE) return undefined;
	const timeCut = text.normalize('NFKC').replace(/(?<=\d[日号號]?)[\sT]+(上午|下午)?\d{1,2}[:时時点].*$/s, '');
	const plain = fold(timeCut).replace(/\(.*?\)|(星期|周).$/g, '');
	if (/^\d{5}$/.test(plain)) return fromSerial(Number(plain));
	const full =
		/^(\d{4})(?:年|[-–—./。、])(\d{1,2})(?:月|[-–—./。、])(\d{1,2})[日号]?$/.exec(plain) ??
		/^(\d{4})(\d{2})(\d{2})$/.exec(plain);
	const short = /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(plain);
	const parts = full ? full.slice(1).map(Number) : short ? [year, ...short.slice(1).map(Number)] : undefined;
	if (!parts) return undefined;
	const [y = NaN, m = NaN, d = NaN] = parts;
	return plainDate(y, m, d) ?? 'no such day';
}

/** Days since 30 December 1899: what a date cell turns into when its format is lost. */
const fromSerial = (serial: number): PlainDate => addDays('1899-12-30', serial);
