import type { Db } from '../core/database.ts';
import { foldWhenFree, listWithPending } from '../search/queries.ts';
import type { Worker } from '../worker.ts';
import { onBeat } from './beat.ts';
import { contextOf } from './tasks.ts';

/** Found a moment after it changed: cron knows minutes only. An empty look is one statement on an index. */
const everyMs = 1_000;
/** After trouble, which is said. */
const afterTroubleMs = 30_000;
const atOnce = 50;

interface Opening {
	db: Db;
	say?: (line: string) => void;
	everyMs?: number;
}

/** One piece in each committee, so that neither an import nor a trouble of one keeps the others waiting. Answers how long to wait. */
async function round({ db, say = console.error, everyMs: every = everyMs }: Opening): Promise<number> {
	let wait = every;
	for (const id of await listWithPending(db)) {
		const ctx = await contextOf(db, id);
		if (!ctx) continue;
		try {
			const done = await foldWhenFree(db, ctx, atOnce);
			if (done === atOnce) wait = 0;
		} catch (error) {
			say(`search: ${ctx.committee.slug}: ${(error as Error).message}`);
			wait = afterTroubleMs;
		}
	}
	return wait;
}

/** Indexes what changed, again and again, until stopped. Several processes may do so: whoever finds another at it goes on. */
export const startIndexing = (opening: Opening): Worker => onBeat(everyMs, () => round(opening));
