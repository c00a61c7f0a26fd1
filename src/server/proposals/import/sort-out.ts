import type { Context } from '../../core/context.ts';
import { caseSeries } from '../case-number.ts';
import { differences, type ComparedField } from './compare.ts';
import type { BadRow, Prepared } from './open.ts';
import { listStored, listVoidNumbers, type StoredProposal } from './queries.ts';

/** A row whose number is there already with other words; what is stored stays as it is. */
export interface Differing {
	row: number;
	label: string;
	session: string;
	fields: ComparedField[];
}

export interface Sorted {
	fresh: Prepared[];
	alreadyThere: number;
	differing: Differing[];
	/** Rows that are there, with the same words or with others. */
	there: Prepared[];
}

const atOnce = 500;

export function* inPieces<T>(all: readonly T[]): Generator<T[]> {
	for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce);
}

export const seriesOf = ({ session, row }: Prepared): string => caseSeries(session.id, row.period);
const keyOf = (session_id: string, label: string) => `${session_id} ${label}`;

/** New rows, those that are there as they stand, and those that differ. */
export async function sortOut(ctx: Context, rows: readonly Prepared[]): Promise<Sorted> {
	const stored = new Map<string, StoredProposal>();
	for (const piece of inPieces(rows)) {
		const keys = piece.map(({ session, label }) => ({ session_id: session.id, number_label: label }));
		for (const one of await listStored(ctx.db, ctx, keys)) stored.set(keyOf(one.session_id, one.number_label), one);
	}
	const sorted: Sorted = { fresh: [], alreadyThere: 0, differing: [], there: [] };
	for (const prepared of rows) {
		const { row, session, label } = prepared;
		const earlier = stored.get(keyOf(session.id, label));
		const fields = earlier && differences(prepared, earlier, ctx.committee.zone);
		(fields ? sorted.there : sorted.fresh).push(prepared);
		if (!fields) continue;
		if (fields.length) sorted.differing.push({ row: row.row, label, session: session.name, fields });
		else sorted.alreadyThere++;
	}
	return sorted;
}

/** A number that was given by mistake stays taken for ever (domain.md 2.1.9). */
export async function listVoid(ctx: Context, rows: readonly Prepared[]): Promise<BadRow[]> {
	const bad: BadRow[] = [];
	for (const [series, ofSeries] of Map.groupBy(rows, seriesOf)) {
		const numbers = new Set(await listVoidNumbers(ctx.db, ctx, series));
		for (const { row, label } of ofSeries)
			if (numbers.has(row.number)) bad.push({ row: row.row, value: label, reason: 'ledger.void_number' });
	}
	return bad.sort((a, b) => a.row - b.row);
}
