import { speaking, isLocale } from '#words';
import type { Context } from '../../core/context.ts';
import { inSnapshot } from '../../core/database.ts';
import type { AskedJobWork, ClockJob } from '../../core/jobs.ts';
import { insertNotices, listReaders } from '../../notices/queries.ts';
import { noteReadings } from '../../readings/commands.ts';
import {
	beginExport,
	deleteExpiredExports,
	endExport,
	keepPiece,
	listWithExpiredExports,
	type Begun,
} from '../queries/exports.ts';
import { exportSteps, type Wanted } from './read.ts';

const pieceSize = 1024 * 1024;
/** A failure may pass; one that does not is told. */
const mostAttempts = 5;

/** The file in pieces, each stored with the progress. False where it is no longer wanted. */
async function writePieces(ctx: Context, id: string, { attempt, format, wanted }: Begun): Promise<boolean> {
	let gathered: Uint8Array[] = [];
	let size = 0;
	let n = 0;
	let done = 0;
	const keep = async (last = false) => {
		const ripe = size >= pieceSize || (last && size > 0);
		const piece = ripe ? { n: n++, content: Buffer.concat(gathered) } : undefined;
		if (ripe) [gathered, size] = [[], 0];
		return keepPiece(ctx.db, ctx, { id, attempt, done }, piece);
	};
	return inSnapshot(ctx.db, async (db) => {
		for await (const step of exportSteps({ ...ctx, db }, wanted as Wanted, { format })) {
			gathered.push(...step.pieces);
			size += step.pieces.reduce((sum, one) => sum + one.length, 0);
			done = step.done;
			await noteReadings(ctx, step.traced, 'exported');
			if (!(await keep())) return false;
		}
		return keep(true);
	});
}

/** Its maker is told, once however often it was begun. */
const tellMaker = (ctx: Context, id: string, { made_by, name }: Begun) =>
	insertNotices(ctx.db, ctx, [
		{
			person_id: made_by,
			matter_id: null,
			kind: 'export.ready',
			content: { title: name, number: null },
			dedupe: `export:${id}`,
		},
	]);

/** As its maker sees things now: who has lost his mandates meanwhile gets no file. */
async function write(ctx: Context, id: string): Promise<void> {
	const begun = await beginExport(ctx.db, ctx, id);
	if (!begun) return;
	const file = { id, attempt: begun.attempt };
	const [actor] = await listReaders(ctx.db, ctx, [begun.made_by]);
	if (!actor?.mandates.length || begun.attempt > mostAttempts) {
		await endExport(ctx.db, ctx, file, 'failed');
		return;
	}
	try {
		const locale = isLocale(begun.locale) ? begun.locale : 'zh-CN';
		const whole = await speaking(locale, () => writePieces({ ...ctx, actor }, id, begun));
		if (whole && (await endExport(ctx.db, ctx, file, 'ready'))) await tellMaker(ctx, id, begun);
	} catch (error) {
		await endExport(ctx.db, ctx, file, 'waiting');
		throw error;
	}
}

export const exportJobs = { write_export: write } satisfies Record<string, AskedJobWork>;

export const exportClockJobs = {
	remove_exports: {
		when: '23 * * * *',
		due: listWithExpiredExports,
		run: async (ctx) => void (await deleteExpiredExports(ctx.db, ctx)),
	},
} satisfies Record<string, ClockJob>;
