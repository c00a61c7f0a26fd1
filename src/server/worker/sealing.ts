import type { Db } from '../core/database.ts';
import { sealSome } from '../ledger/commands.ts';
import { rememberedBlocks } from '../ledger/memory.ts';
import { listWithWaiting } from '../ledger/queries/chain.ts';
import { onBeat } from './beat.ts';
import { contextOf } from './tasks.ts';
import type { Worker } from '../worker.ts';

/** Sealed within ten seconds is what is promised: cron knows minutes only. */
const everyMs = 3_000;

interface Opening {
	db: Db;
	say?: (line: string) => void;
	everyMs?: number;
}

/**
 * One block in each committee, so that stopping never waits for a long queue. What goes wrong in one is said and does not keep the
 * others from being sealed. Answers whether more is waiting.
 */
async function round(db: Db, ids: readonly string[], troubles: Map<string, string>): Promise<boolean> {
	let waiting = false;
	for (const id of ids) {
		const ctx = await contextOf(db, id);
		if (!ctx) continue;
		try {
			waiting = (await sealSome(ctx)).more || waiting;
			troubles.delete(id);
		} catch (error) {
			troubles.set(id, `${ctx.committee.slug}: ${(error as Error).message}`);
		}
	}
	return waiting;
}

/** Seals what waits, again and again, until stopped. Several processes may do so: they take turns at each chain. */
export function startSealing({ db, say = console.error, everyMs: every = everyMs }: Opening): Worker {
	const troubles = new Map<string, string>();
	const said = new Map<string, string>();
	let remembered: readonly string[] | undefined;
	return onBeat(every, async () => {
		// a database that was set back is noticed at the start, before anything new is done
		remembered ??= Object.keys(await rememberedBlocks());
		const waiting = await round(db, [...remembered, ...(await listWithWaiting(db))], troubles);
		remembered = [];
		// the same trouble again and again is said once
		for (const [id, line] of troubles) if (said.get(id) !== line) say(`ledger: ${line}`);
		for (const id of [...said.keys()]) if (!troubles.has(id)) said.delete(id);
		for (const [id, line] of troubles) said.set(id, line);
		return waiting ? 0 : every;
	});
}
