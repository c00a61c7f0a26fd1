import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from '../worker.ts';

/** Work that is done again and again until stopped. Each round answers how long to wait; with the database away, it is asked again after `everyMs`. */
export function onBeat(everyMs: number, round: () => Promise<number>): Worker {
	const stopping = new AbortController();
	const working = (async () => {
		while (!stopping.signal.aborted) {
			const wait = await round().catch(() => everyMs);
			await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
		}
	})();
	return {
		async stop() {
			stopping.abort();
			await working;
		},
	};
}
