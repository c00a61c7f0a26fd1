import { inSnapshot } from '../../core/database.ts';
import { everyone, type Context } from '../../core/context.ts';
import { broken, Refusal } from '../../core/refusal.ts';
import { settingsOf } from '../../core/settings.ts';
import { tableStream } from '../../intake/stream.ts';
import type { TableFormat } from '../../intake/write.ts';
import { leavesTrace, noteReadings, type ReadMatter } from '../../readings/commands.ts';
import { listLedgerParts } from '../queries/ledger.ts';
import {
	countProposals,
	listProposals,
	positionOf,
	type ProposalFilter,
	type ProposalListRow,
} from '../queries/lists.ts';
import { proposalRow } from '../view.ts';
import { ledgerHeadings, ledgerLine, ledgerName } from './ledger.ts';

/** A list as it is filtered; or proposals that were found some other way, in that order. */
export type Wanted = Omit<ProposalFilter, 'after' | 'limit'>;

/** What is answered at once; a larger file is made by a job. */
export const MOST_AT_ONCE = 5_000;
const step = 500;

/** A public list is the same for everybody who exports it. */
const asReader = (ctx: Context, wanted: Wanted): Context => (wanted.openTo ? { ...ctx, actor: everyone } : ctx);

/** Found ones in the order in which they were found, a list as it goes on from where the last step ended. */
async function* steps(ctx: Context, wanted: Wanted): AsyncGenerator<ProposalListRow[]> {
	if (wanted.ids) {
		for (let from = 0; from < wanted.ids.length; from += step) {
			const ids = wanted.ids.slice(from, from + step);
			const rows = new Map(
				(await listProposals(ctx.db, ctx, { ...wanted, ids, limit: step })).map((row) => [row.id, row]),
			);
			yield ids.flatMap((id) => rows.get(id) ?? []);
		}
		return;
	}
	for (let after: string | undefined; ;) {
		const rows = await listProposals(ctx.db, ctx, { ...wanted, after, limit: step });
		const last = rows.at(-1);
		if (last) yield rows;
		if (!last || rows.length < step) return;
		after = positionOf(last);
	}
}

export interface Exporting {
	format: TableFormat;
	/** Ends the reading between two steps. */
	signal?: AbortSignal;
}

/** One step of a file: the bytes that came of it, the rows that it holds so far, and those whose reading leaves a trace. */
export interface ExportStep {
	pieces: Uint8Array[];
	done: number;
	traced: ReadMatter[];
}

/** The file as it is written, step by step; no more of it is held than a step. */
export async function* exportSteps(
	asking: Context,
	wanted: Wanted,
	{ format, signal }: Exporting,
): AsyncGenerator<ExportStep> {
	const ctx = asReader(asking, wanted);
	const settings = await settingsOf(ctx.db, ctx);
	const stream = tableStream(format, ledgerHeadings);
	let done = 0;
	for await (const rows of steps(ctx, wanted)) {
		signal?.throwIfAborted();
		const parts = new Map(
			(
				await listLedgerParts(
					ctx.db,
					ctx,
					rows.map(({ id }) => id),
				)
			).map((one) => [one.id, one]),
		);
		const lines = rows.flatMap((row) => {
			const its = parts.get(row.id);
			return its ? [ledgerLine(ctx, settings, proposalRow(ctx.actor, row), its)] : [];
		});
		done += lines.length;
		yield { pieces: await stream.push(lines), done, traced: rows.filter((row) => leavesTrace(ctx, row)) };
	}
	signal?.throwIfAborted();
	yield { pieces: await stream.end(), done, traced: [] };
}

/** How many rows the file would have, counted up to `most`. */
export const countWanted = (asking: Context, wanted: Wanted, most = MOST_AT_ONCE): Promise<number> =>
	wanted.ids ? Promise.resolve(wanted.ids.length) : countProposals(asking.db, asReader(asking, wanted), wanted, most);

export interface ExportedFile {
	name: string;
	content: Buffer;
}

/** Each holds a session with the database: there are a dozen, and the pages need most of them. */
const mostTogether = 4;
let together = 0;

/** A whole file, as everything stood at one instant; where it would be too large, it is refused before anything is read. */
export async function exportAtOnce(ctx: Context, wanted: Wanted, how: Exporting): Promise<ExportedFile> {
	if (together >= mostTogether) throw new Refusal('too_much', [{ code: 'export.busy' }]);
	together++;
	try {
		if ((await countWanted(ctx, wanted)) > MOST_AT_ONCE)
			throw broken('export.too_large', { values: { most: MOST_AT_ONCE } });
		const pieces: Uint8Array[] = [];
		const traced: ReadMatter[] = [];
		await inSnapshot(ctx.db, async (db) => {
			for await (const made of exportSteps({ ...ctx, db }, wanted, how)) {
				pieces.push(...made.pieces);
				traced.push(...made.traced);
			}
		});
		await noteReadings(ctx, traced, 'exported');
		return { name: `${ledgerName(ctx)}.${how.format}`, content: Buffer.concat(pieces) };
	} finally {
		together--;
	}
}
