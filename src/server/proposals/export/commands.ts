import { currentLocale } from '#words';
import type { Context } from '../../core/context.ts';
import { inTransaction } from '../../core/database.ts';
import { isId, newId } from '../../core/id.ts';
import { queueAsked } from '../../core/jobs.ts';
import { broken, Refusal, unknown } from '../../core/refusal.ts';
import { within } from '../../core/transition.ts';
import type { TableFormat } from '../../intake/write.ts';
import { deleteExport, findExport, findPiece, insertExport, type ExportRow } from '../queries/exports.ts';
import { ledgerName } from './ledger.ts';
import { countWanted, type Wanted } from './read.ts';

const keptForMs = 7 * 24 * 3600 * 1000;
/** Nobody reads more in a spreadsheet, and counting has to end. */
const mostEver = 5_000_000;

const makerOf = (ctx: Context): string => {
	if (!ctx.actor.person_id) throw new Refusal('not_signed_in', [{ code: 'export.sign_in_first' }]);
	return ctx.actor.person_id;
};

/** Has a large file made: the maker may leave, is told when it is ready, and fetches it within a week. One at a time for each person. */
export async function askForExport(ctx: Context, wanted: Wanted, format: TableFormat): Promise<{ id: string }> {
	const made_by = makerOf(ctx);
	const total = await countWanted(ctx, wanted, mostEver);
	return inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		const id = newId(inner.now.getTime());
		const expires_at = new Date(inner.now.getTime() + keptForMs);
		const name = `${ledgerName(ctx)}.${format}`;
		const file = { id, made_by, format, name, wanted: { ...wanted }, locale: currentLocale(), total, expires_at };
		if (!(await insertExport(trx, inner, file))) throw new Refusal('too_much', [{ code: 'export.one_at_a_time' }]);
		await queueAsked(trx, 'write_export', { committee_id: ctx.committee.id, id });
		return { id };
	});
}

/** Gives it up, under way or ready. */
export async function dropExport(ctx: Context, id: string): Promise<void> {
	makerOf(ctx);
	if (isId(id)) await deleteExport(ctx.db, ctx, id);
}

export async function readExport(ctx: Context, id: string): Promise<ExportRow> {
	makerOf(ctx);
	const file = isId(id) ? await findExport(ctx.db, ctx, id) : undefined;
	if (!file) throw unknown('export');
	return file;
}

/** The file that is ready, piece by piece: whoever fetches it slowly holds no more than one. */
export async function openExport(
	ctx: Context,
	id: string,
): Promise<{ file: ExportRow; pieces: AsyncGenerator<Buffer> }> {
	const file = await readExport(ctx, id);
	if (file.expires_at <= ctx.now) throw broken('export.expired');
	if (file.state !== 'ready') throw broken(file.state === 'failed' ? 'export.failed' : 'export.not_ready');
	return { file, pieces: piecesOf(ctx, file) };
}

async function* piecesOf(ctx: Context, { id, size }: ExportRow): AsyncGenerator<Buffer> {
	for (let n = 0, sent = 0; sent < size; n++) {
		const piece = await findPiece(ctx.db, ctx, id, n);
		// removed while it was fetched: the connection breaks, and no one takes half of it for the whole
		if (!piece) throw unknown('export');
		sent += piece.length;
		yield piece;
	}
}
