import type { Context } from '../../core/context.ts';
import { broken } from '../../core/refusal.ts';
import { settingsOf } from '../../core/settings.ts';
import { listAssigners } from '../../people/queries.ts';
import type { BadCell, LedgerRow, Sheet, Understanding } from '../ledger/ledger.ts';
import { readSession } from '../ledger/numbers.ts';
import { readLedger } from '../ledger/read.ts';
import { understandLedger } from '../ledger/understand.ts';
import { caseLabel } from '../case-number.ts';
import { authorship } from './people.ts';
import { listMembersEver, listNamedBodies, listPlenarySessions, listTerms } from './queries.ts';
import type { SourceFile } from './source.ts';
import { Sessions, sessionOf, type Placed } from './sessions.ts';

/** A row that cannot be stored: what the ledger says is not understood, or does not fit this committee. */
export type BadRow = Omit<BadCell, 'reason'> & {
	reason: BadCell['reason'] | 'ledger.session_unknown' | 'ledger.void_number';
};

/** A row with everything that it needs but the ids of its proposers. */
export interface Prepared {
	row: LedgerRow;
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

export interface OpenedLedger {
	sheet: string;
	rows: Prepared[];
	bad: BadRow[];
	passedOver: Understanding['passedOver'];
	unknownHeadings: string[];
	/** The office that stands for whoever confirmed assignments then: the ledger does not say. */
	assigner_id: string;
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
 * Reads a ledger (xlsx or csv) against what the committee knows. `session` (十届二次, 2023) says of which plenary session it is where it
 * does not say so itself. Refuses with a broken rule what cannot be read at all; every row that cannot be stored is in `bad`.
 */
export async function openLedger(ctx: Context, bytes: Uint8Array, session?: string): Promise<OpenedLedger> {
	const sheet = await readLedger(bytes);
	const office = await knowOffice(ctx);
	const named = session ? readSession(session) : sessionOf(sheet);
	const main = named && office.sessions.find(named);
	if (!main)
		throw broken(named ? 'ledger.session_unknown' : 'ledger.session_missing', {
			values: { value: named?.text ?? '', known: office.sessions.names },
		});
	return openSheet(office, sheet, main);
}

/** The rows of a sheet with everything that they need but the ids of their proposers. */
export function openSheet(office: Office, sheet: Sheet, main: Placed): OpenedLedger {
	const { sessions, bodies, members, categories, assigner_id } = office;
	const ofKind = (kind: string) => bodies.filter((body) => body.kind === kind);
	const known = { units: ofKind('handling_unit'), sectors: ofKind('sector'), members, sessionYear: main.year };
	const understood = understandLedger(sheet, known);
	const proposing = bodies.filter((body) => body.kind !== 'handling_unit');
	const placed = understood.rows.map((row) => ({
		row,
		session: placeOf(row, main, sessions),
		label: caseLabel(row.period, row.number),
		...authorship(row, proposing),
		category: categories.get(row.category ?? '') ?? null,
	}));
	const rows = placed.filter((one): one is Prepared => one.session !== undefined);
	const lost = placed
		.filter((one) => !one.session)
		.map(({ row }): BadRow => ({ row: row.row, value: row.session?.text, reason: 'ledger.session_unknown' }));
	const bad = [...understood.bad, ...lost, ...givenTwice(rows)].sort((a, b) => a.row - b.row);
	const { passedOver, unknownHeadings } = understood;
	return { sheet: sheet.name, rows, bad, passedOver, unknownHeadings, assigner_id };
}

/** A row may name a session of its own; where the cell says something else (大会, 平时), the ledger's counts. */
function placeOf({ session }: LedgerRow, main: Placed, sessions: Sessions): Placed | undefined {
	const says = session !== undefined && (session.plenary_session ?? session.year) !== undefined;
	return says ? sessions.find(session) : main;
}

/** One session written in two ways hides a number given twice from the reader of single cells. */
function givenTwice(rows: readonly Prepared[]): BadRow[] {
	const seen = new Map<string, number>();
	return rows.flatMap(({ row, session, label }) => {
		const key = `${session.id} ${label}`;
		const first = seen.get(key);
		if (first === undefined) seen.set(key, row.row);
		return first === undefined
			? []
			: { row: row.row, value: label, reason: 'ledger.duplicate_number' as const, hint: String(first) };
	});
}
