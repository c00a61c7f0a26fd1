import type { Context } from '../core/context.ts';
import { foldPending } from './queries.ts';

const atOnce = 100;

/** Indexes everything that changed, piece by piece. Returns how many matters that were. */
export async function indexChanged(ctx: Context, onProgress?: (done: number) => void): Promise<number> {
	let done = 0;
	for (let n = atOnce; n > 0; onProgress?.((done += n))) n = await foldPending(ctx.db, ctx, atOnce);
	return done;
}
