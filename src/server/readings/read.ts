import type { Context } from '../core/context.ts';
import { listOwnReadings, positionOf } from './queries.ts';
import { readingView, type ReadingView } from './view.ts';

export interface ReadingPage {
	rows: ReadingView[];
	next: string | null;
}

/** Who looked at what is the reader's own: his restricted matters and the rolls that hold him. */
export async function readOwnReadings(
	ctx: Context,
	{ after, limit = 30 }: { after?: string | undefined; limit?: number | undefined },
): Promise<ReadingPage> {
	const rows = await listOwnReadings(ctx.db, ctx, { after, limit: limit + 1 });
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return { rows: shown.map(readingView), next: rows.length > limit && last ? positionOf(last) : null };
}
