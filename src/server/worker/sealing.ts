import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../core/database.ts';
import { sealWaiting } from '../ledger/commands.ts';
import { rememberedBlocks } from '../ledger/memory.ts';
import { listWithWaiting } from '../ledger/queries/chain.ts';
import { contextOf } from './tasks.ts';
import type { Worker } from '../worker.ts';

/** Sealed within ten seconds is what is promised: cron knows minutes only. */
const everyMs = 3_000;

interface Opening {
	db: Db;
	say?: (line: string) => void;
	everyMs?: number;
}

/** One round over the committees. What goes wrong in one is said and does not keep the others from being sealed. */
async function round(db: Db, ids: readonly string[], troubles: Map<string, string>): Promise<void> {
	for (const id of ids) {
		const ctx = await contextOf(db, id);
		if (!ctx) continue;
		await sealWaiting(ctx).then(
			() => troubles.delete(id),
			(error: Error) => troubles.set(id, `${ctx.committee.slug}: ${error.message}`),
		);
	}
}

/** Seals what waits, again and again, until stopped. Several processes may do so: they take turns at each chain. */
export function startSealing({ db, say = console.error, everyMs: every = everyMs }: Opening): Worker {
	const stopping = new AbortController();
	const troubles = new Map<string, string>();
	const said = new Map<string, string>();
	const seal = async () => {
		await round(db, await listWithWaiting(db), troubles);
		// the same trouble again and again is said once
		for (const [id, line] of troubles) if (said.get(id) !== line) say(`ledger: ${line}`);
		for (const id of [...said.keys()]) if (!troubles.has(id)) said.delete(id);
		for (const [id, line] of troubles) said.set(id, line);
	};
	const working = (async () => {
		// a database that was set back is noticed at the start, before anything new is done
		const known = Object.keys(await rememberedBlocks());
		await round(db, known, troubles).catch(() => undefined);
		while (!stopping.signal.aborted) {
			// the database is away; it is asked again
			await seal().catch(() => undefined);
			await pause(every, undefined, { signal: stopping.signal }).catch(() => undefined);
		}
	})();
	return {
		async stop() {
			stopping.abort();
			await working;
		},
	};
}
