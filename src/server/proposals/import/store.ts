import type { Context } from '../../core/context.ts';
import type { Trx } from '../../core/database.ts';
import { newId } from '../../core/id.ts';
import { machineNamed } from '../../core/machine.ts';
import { settingsOf } from '../../core/settings.ts';
import { calendarOf } from '../../core/deadlines.ts';
import { insertRows } from '#server/intake/queries.ts';
import { findCurrentSession } from '../../people/queries.ts';
import { historyOf, type Entry, type Frame } from './history.ts';
import type { Prepared } from './open.ts';
import { namesToKeep } from './people.ts';
import * as queries from './queries.ts';
import { isNew, type PastSession } from './sessions.ts';
import { inPieces, seriesOf } from './sort-out.ts';
import type { Rows } from './story.ts';

/** Sessions of the past that the ledger brings along; another import may have brought them in the meantime. */
export async function storeSessions(trx: Trx, ctx: Context, rows: readonly Prepared[]): Promise<Prepared[]> {
	const terms = new Map((await queries.listTerms(trx, ctx)).map((term) => [term.number, term.id]));
	const known = await queries.listPlenarySessions(trx, ctx);
	const there = new Map<string, string>();
	for (const past of new Set(rows.map((prepared) => prepared.session).filter(isNew))) {
		const earlier = known.find((session) => session.term === past.term && session.number === past.number);
		if (earlier) there.set(past.id, earlier.id);
		else await storeSession(trx, ctx, past, terms);
	}
	return rows.map((prepared) => {
		const { session } = prepared;
		return { ...prepared, session: { ...session, id: there.get(session.id) ?? session.id } };
	});
}

async function storeSession(trx: Trx, ctx: Context, past: PastSession, terms: Map<number, string>): Promise<void> {
	const { term, number, year } = past;
	const term_id = terms.get(term) ?? newId(ctx.now.getTime());
	if (!terms.has(term)) await queries.insertTerm(trx, ctx, { id: term_id, number: term, firstYear: year - number + 1 });
	terms.set(term, term_id);
	await queries.insertSession(trx, ctx, past, term_id);
}

/** Holds the series until the end: nobody is given a number of the ledger while it is being stored. */
export async function reserveNumbers(trx: Trx, ctx: Context, rows: readonly Prepared[]): Promise<void> {
	const bySeries = [...Map.groupBy(rows, seriesOf)].sort(([a], [b]) => (a < b ? -1 : 1));
	for (const [series, ofSeries] of bySeries)
		await queries.continueSeries(trx, ctx, series, Math.max(...ofSeries.map(({ row }) => row.number)));
}

/** In the order of what refers to what. */
const tables = [
	'matter',
	'proposal',
	'attachment',
	'number_given',
	'signature',
	'assignment',
	'deadline',
	'reply',
	'evaluation',
	'timeline',
	'timeline_content',
	'timeline_pending',
	'ledger_pending',
] as const satisfies (keyof Rows)[];

export interface Storing {
	assigner_id: string;
	onProgress?: (done: number, total: number) => void;
}

/** After so many rows the planner learns how many there are. */
const untilCounted = 50;

export async function store(
	trx: Trx,
	ctx: Context,
	fresh: readonly Prepared[],
	{ assigner_id, onProgress }: Storing,
): Promise<void> {
	const settings = await settingsOf(trx, ctx);
	const current = await findCurrentSession(trx, ctx);
	const kept = { calendar: calendarOf(settings), term: settings.deadlines.reply };
	const frame: Frame = { ctx, assigner_id, current_session_id: current?.id, ...kept };
	const persons = await personsFor(trx, ctx, fresh);
	let done = 0;
	for (const piece of [fresh.slice(0, untilCounted), ...inPieces(fresh.slice(untilCounted))]) {
		const histories = piece.map((prepared) => historyOf(frame, entryOf(prepared, persons)));
		for (const table of tables) await insertRows(trx, table, rowsOf(table, histories));
		const matters = histories.flatMap(({ matter }) => matter ?? []);
		for (const { id, state } of matters) if (state !== 'closed') await machineNamed('proposal')?.settle?.(trx, ctx, id);
		if (done === 0) await queries.countForPlanner(trx);
		onProgress?.((done += piece.length), fresh.length);
	}
}

const rowsOf = <Table extends keyof Rows>(table: Table, histories: readonly Rows[]) =>
	histories.flatMap((rows): NonNullable<Rows[Table]> => rows[table] ?? ([] as unknown as NonNullable<Rows[Table]>));

/** Ids by name for those who stand in no roster: persons without a sign-in, each stored once. */
async function personsFor(trx: Trx, ctx: Context, fresh: readonly Prepared[]): Promise<Map<string, string>> {
	const names = namesToKeep(fresh.map(({ row }) => row));
	const persons = new Map(
		(await queries.listFormerProposers(trx, ctx, names)).map((person) => [person.name, person.id]),
	);
	const strangers = names.filter((name) => !persons.has(name)).map((name) => ({ id: newId(ctx.now.getTime()), name }));
	await insertRows(trx, 'person', strangers);
	for (const { id, name } of strangers) persons.set(name, id);
	return persons;
}

function entryOf(
	{ row, session, kind, body_id, category, texts }: Prepared,
	persons: ReadonlyMap<string, string>,
): Entry {
	const [owner_id, ...co_proposer_ids] = row.proposers.map((one) => one.member_id ?? persons.get(one.name) ?? '');
	if (!owner_id) throw new Error(`row ${row.row} was understood without a proposer`);
	return { row, session, owner_id, co_proposer_ids, kind, body_id, category, ...(texts && { texts }) };
}
