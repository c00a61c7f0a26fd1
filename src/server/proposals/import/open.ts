import type { Context } from '../../core/context.ts';
import { broken } from '../../core/refusal.ts';
import { settingsOf } from '../../core/settings.ts';
import { listAssigners } from '../../people/queries.ts';
import { explainedIn, headingKey, type Explained, type Mapped, type NotRead } from '#server/intake/headings.ts';
import { listMappedHeadings } from '#server/intake/queries.ts';
import { clean, textOf } from '#server/intake/text.ts';
import { layOut, type Field } from '../ledger/headings.ts';
import type { BadCell, LedgerRow, Sheet, Understanding } from '../ledger/ledger.ts';
import { readSession } from '../ledger/numbers.ts';
import { readLedgers } from '../ledger/read.ts';
import { understandLedger } from '../ledger/understand.ts';
import { caseLabel } from '../case-number.ts';
import { authorship } from './people.ts';
import { listMembersEver, listNamedBodies, listPlenarySessions, listTerms } from './queries.ts';
import type { SourceFile } from './source.ts';
import { Sessions, sessionOf, type Placed } from './sessions.ts';

/** A row that cannot be stored: what the ledger says is not understood, or does not fit this committee. */
export type BadRow = Omit<BadCell, 'reason'> & {
	/** Named where a file has several sheets. */
	sheet?: string;
	reason: BadCell['reason'] | 'ledger.session_unknown' | 'ledger.void_number' | 'ledger.number_on_sheet';
};

/** A row with everything that it needs but the ids of its proposers. */
export interface Prepared {
	row: LedgerRow;
	sheet: string;
	/** The row as it is written, cell by cell. */
	source: string[];
	headings: readonly string[];
	session: Placed;
	label: string;
	kind: ReturnType<typeof authorship>['kind'];
	body_id: string | null;
	category: string | null;
	/** What a document says that a ledger does not. */
	texts?: PastTexts;
}

export interface PastTexts {
	situation: string;
	analysis: string;
	suggestions: string;
	/** What the units answered, in the order in which they lead. */
	replies: readonly string[];
	letter_no?: string;
	/** A document that names no answer, of a session that is over: nothing more is awaited of it. */
	isPast: boolean;
	sources: readonly SourceFile[];
}

/** One sheet of a ledger and what was understood of it as a whole. */
export interface LedgerSheet {
	name: string;
	rows: number;
	/** Undefined where neither the sheet nor anybody says of which session it is; nothing is stored then. */
	session?: Placed;
	/** What said so: the sheet itself, or the person who brought it. */
	saidBy?: 'sheet' | 'person';
	/** What the sheet calls its session, where the committee has none of that name. */
	unknown?: string;
	passedOver: Understanding['passedOver'];
}

export interface OpenedLedger {
	sheets: LedgerSheet[];
	/** Sheets of the file that nothing was read from, each with the reason. */
	notRead: NotRead[];
	/** Fields that are needed and that no heading names; with any of these nothing is stored. */
	missing: Field[];
	rows: Prepared[];
	bad: BadRow[];
	unknownHeadings: string[];
	/** Those, and the headings that were explained by hand, with some of their values. */
	explained: Explained[];
	/** What was said of headings with this file, to be remembered once it is stored. */
	said: Mapped;
	/** The sessions of the committee, by their names. */
	knownSessions: string[];
	/** The office that stands for whoever confirmed assignments then: the ledger does not say. */
	assigner_id: string;
}

/** What a person says of a ledger beside what it says itself. */
export interface LedgerSaid {
	/** 十届二次, 2023: of every sheet that does not say so itself; where there is only one sheet it outweighs what that says. */
	session?: string;
	/** Of single sheets, by their names. */
	sessions?: ReadonlyMap<string, string>;
	/** What headings mean. */
	mapped?: Mapped;
}

/** What the committee knows, looked up once for everything that is read in one go. */
export interface Office {
	sessions: Sessions;
	bodies: Awaited<ReturnType<typeof listNamedBodies>>;
	members: Awaited<ReturnType<typeof listMembersEver>>;
	/** Codes of the categories by their names. */
	categories: ReadonlyMap<string, string>;
	assigner_id: string;
}

export async function knowOffice(ctx: Context): Promise<Office> {
	const { db } = ctx;
	const [assigner] = await listAssigners(db, ctx);
	if (!assigner) throw broken('ledger.no_assigner');
	const { categories } = await settingsOf(db, ctx);
	return {
		sessions: new Sessions(await listPlenarySessions(db, ctx), await listTerms(db, ctx)),
		bodies: await listNamedBodies(db, ctx, 'handling_unit', 'sector', 'participating_body', 'special_committee'),
		members: await listMembersEver(db, ctx),
		categories: new Map(categories.map(({ zh, code }) => [zh, code])),
		assigner_id: assigner.id,
	};
}

/**
 * Reads a ledger (xlsx or csv), all of its sheets, against what the committee knows. Refuses with a broken rule what cannot be read at
 * all and a session that nobody knows; every row that cannot be stored is in `bad`, every sheet without a session has none.
 */
export async function openLedger(ctx: Context, bytes: Uint8Array, wish: LedgerSaid = {}): Promise<OpenedLedger> {
	const said = new Map([...(wish.mapped ?? [])].map(([heading, field]) => [headingKey(heading), field]));
	const remembered = await listMappedHeadings(ctx.db, ctx, 'proposals');
	const mapped = new Map([...remembered, ...said]);
	const book = await readLedgers(bytes, mapped);
	const office = await knowOffice(ctx);
	const { missing, notRead } = book;
	const opened = book.sheets.map((sheet) => {
		const found = sessionFor(office, sheet, wish, book.sheets.length === 1);
		const isReadable = found.session && missing.length === 0;
		const rows = isReadable && found.session ? openSheet(office, sheet, found.session) : undefined;
		return { sheet, found, rows, unknownHeadings: layOut(sheet).unknownHeadings };
	});
	const rows = opened.flatMap((one) => one.rows?.rows ?? []);
	const isOne = opened.length === 1;
	const bad = [...opened.flatMap((one) => one.rows?.bad ?? []), ...givenTwice(rows)];
	const place = new Map(opened.map(({ sheet }, at) => [sheet.name, at]));
	const placeOf = (one: BadRow) => place.get(one.sheet ?? '') ?? 0;
	return {
		sheets: opened.map(({ sheet, found, rows: read }) => ({
			name: sheet.name,
			rows: read?.rows.length ?? sheet.rows.length,
			...found,
			passedOver: read?.passedOver ?? [],
		})),
		...{ notRead, missing, rows, said },
		bad: bad
			.sort((a, b) => placeOf(a) - placeOf(b) || a.row - b.row)
			.map(({ sheet, ...one }) => (isOne ? one : { ...one, sheet })),
		unknownHeadings: [...new Set(opened.flatMap((one) => one.unknownHeadings))],
		explained: explainedIn(
			opened.map(({ sheet, ...one }) => ({ ...one, headings: sheet.headings, lines: sheet.rows })),
			mapped,
		),
		knownSessions: office.sessions.own,
		assigner_id: office.assigner_id,
	};
}

/** Which session a sheet is of: said of it by name, by itself, or of all that do not say so. What is said must exist or be of the past. */
function sessionFor(
	office: Office,
	sheet: Sheet,
	{ session, sessions }: LedgerSaid,
	isOnly: boolean,
): Pick<LedgerSheet, 'session' | 'saidBy' | 'unknown'> {
	const itself = sessionOf(sheet);
	const byPerson = sessions?.get(sheet.name) ?? (isOnly || !itself ? session : undefined);
	const named = byPerson ? readSession(byPerson) : itself;
	if (!named) return {};
	const found = office.sessions.find(named);
	if (!found && !byPerson) return { unknown: named.text };
	const values = { value: named.text, known: office.sessions.names };
	if (!found) throw broken('ledger.session_unknown', { field: 'session', values });
	return { session: found, saidBy: byPerson ? 'person' : 'sheet' };
}

/** The rows of a sheet with everything that they need but the ids of their proposers. */
export function openSheet(
	office: Office,
	sheet: Sheet,
	main: Placed,
): { rows: Prepared[]; bad: BadRow[]; passedOver: Understanding['passedOver'] } {
	const { sessions, bodies, members, categories } = office;
	const ofKind = (kind: string) => bodies.filter((body) => body.kind === kind);
	const known = { units: ofKind('handling_unit'), sectors: ofKind('sector'), members, sessionYear: main.year };
	const understood = understandLedger(sheet, known);
	const proposing = bodies.filter((body) => body.kind !== 'handling_unit');
	const lines = new Map(sheet.rows.map(({ row, cells }) => [row, cells]));
	const placed = understood.rows.map((row) => ({
		row,
		sheet: sheet.name,
		source: sheet.headings.map((_, column) => clean(textOf(lines.get(row.row)?.[column]))),
		headings: sheet.headings,
		session: placeOf(row, main, sessions),
		label: caseLabel(row.period, row.number),
		...authorship(row, proposing),
		category: categories.get(row.category ?? '') ?? null,
	}));
	const rows = placed.flatMap(({ session, ...one }): Prepared[] => (session ? [{ ...one, session }] : []));
	const lost = placed
		.filter((one) => !one.session)
		.map(({ row }): BadRow => ({ row: row.row, value: row.session?.text, reason: 'ledger.session_unknown' }));
	const bad = [...understood.bad, ...lost].map((one) => ({ ...one, sheet: sheet.name }));
	return { rows, bad, passedOver: understood.passedOver };
}

/** A row may name a session of its own; where the cell says something else (大会, 平时), the ledger's counts. */
function placeOf({ session }: LedgerRow, main: Placed, sessions: Sessions): Placed | undefined {
	const says = session !== undefined && (session.plenary_session ?? session.year) !== undefined;
	return says ? sessions.find(session) : main;
}

/** One session written in two ways, or on two sheets, hides a number given twice from the reader of single sheets: both are named. */
function givenTwice(rows: readonly Prepared[]): BadRow[] {
	const clashing = [...Map.groupBy(rows, ({ session, label }) => `${session.id} ${label}`).values()];
	return clashing.flatMap((same) =>
		same.length < 2
			? []
			: same.map(({ row, sheet, label }, at): BadRow => {
					const other = same[at === 0 ? 1 : 0];
					const about = { row: row.row, sheet, value: label };
					return other?.sheet === sheet
						? { ...about, reason: 'ledger.duplicate_number', hint: String(other.row.row) }
						: { ...about, reason: 'ledger.number_on_sheet', hint: other?.sheet ?? '' };
				}),
	);
}
