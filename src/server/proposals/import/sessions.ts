import { plainDate, yearOf } from '../../core/clock.ts';
import { newId } from '../../core/id.ts';
import { layOut } from '../ledger/headings.ts';
import type { SessionNamed, Sheet } from '../ledger/ledger.ts';
import { readSession } from '../ledger/numbers.ts';
import { textOf } from '#server/intake/text.ts';
import type { KnownSession, KnownTerm } from './queries.ts';

/** A session of the past that the committee does not have yet; it is stored with the first ledger that names it. */
export interface PastSession extends KnownSession {
	term_id?: string;
	isNew: true;
}
export type Placed = KnownSession | PastSession;
export const isNew = (session: Placed): session is PastSession => 'isNew' in session;

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** 十届, 二十一届: as sessions are called. */
export const numeral = (n: number): string =>
	n < 10 ? (digits[n] ?? '') : `${n < 20 ? '' : (digits[Math.floor(n / 10)] ?? '')}十${digits[n % 10] ?? ''}`;

const saysWhich = (named: SessionNamed | undefined) =>
	named !== undefined && (named.plenary_session ?? named.year) !== undefined;

/** Which session the ledger as a whole is of: said in a line above it, by its first row, or by the sheet's name. */
export function sessionOf(sheet: Sheet): SessionNamed | undefined {
	const year = readSession(sheet.name).year;
	const titled = sheet.above.map((line) => readSession(line)).find((named) => named.plenary_session !== undefined);
	if (titled) return { ...(year !== undefined && { year }), ...titled };
	const column = layOut(sheet).columns.session?.[0];
	const first = column === undefined ? undefined : readSession(textOf(sheet.rows[0]?.cells[column]));
	return [first, readSession(sheet.name)].find(saysWhich);
}

/** The sessions of a committee, and those of its past that a ledger adds. */
export class Sessions {
	readonly #known: Placed[];
	readonly #terms: readonly KnownTerm[];
	constructor(known: readonly KnownSession[], terms: readonly KnownTerm[]) {
		this.#known = [...known];
		this.#terms = terms;
	}

	get names(): string {
		return this.own.join('、');
	}

	/** Those that the committee itself has, by name. */
	get own(): string[] {
		return this.#known.filter((session) => !isNew(session)).map((session) => session.name);
	}

	/** The last one that the committee itself has. */
	get latest(): Placed | undefined {
		return this.#known.filter((session) => !isNew(session)).sort((a, b) => b.year - a.year || b.number - a.number)[0];
	}

	/** The session meant; undefined where none is, or several are, or one that would lie after those known. */
	find(named: SessionNamed): Placed | undefined {
		const { term, plenary_session, year } = named;
		if (term === undefined || plenary_session === undefined) {
			const ofYear = this.#known.filter((session) => session.year === year);
			return ofYear.length === 1 ? ofYear[0] : undefined;
		}
		const found = this.#known.find((session) => session.term === term && session.number === plenary_session);
		return found ?? this.#past({ term, number: plenary_session, year });
	}

	/** Sessions are held once a year (domain.md 1.1). The days of one so long ago are not in a ledger: the year stands for them. */
	#past({ term, number, year }: { term: number; number: number; year: number | undefined }): PastSession | undefined {
		const ofTerm = this.#terms.find((known) => known.number === term);
		const held = ofTerm ? yearOf(ofTerm.starts_on) + number - 1 : year;
		const latest = this.#known.map((session) => session.year).sort((a, b) => b - a)[0];
		if (held === undefined || plainDate(held, 1, 1) === undefined || number > 5 || held >= (latest ?? Infinity))
			return undefined;
		const past: PastSession = {
			id: newId(),
			term,
			number,
			name: `${numeral(term)}届${numeral(number)}次会议`,
			year: held,
			closes_on: `${held}-01-01`,
			...(ofTerm && { term_id: ofTerm.id }),
			isNew: true,
		};
		this.#known.push(past);
		return past;
	}
}
