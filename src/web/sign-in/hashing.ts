import { availableParallelism } from 'node:os';

/** Who waits for a place: devices that are known here are let in first. */
export type Lane = 'known' | 'new';

export class QueueFull extends Error {}

/** A password costs a tenth of a second of one core. So many are tried at once, so many wait, and the rest are asked to come again. */
export function gate({ places, waiting }: { places: number; waiting: number }) {
	let busy = 0;
	const queues: Record<Lane, (() => void)[]> = { known: [], new: [] };
	const next = () => {
		const enter = queues.known.shift() ?? queues.new.shift();
		if (enter) enter();
		else busy--;
	};
	const place = (lane: Lane): Promise<void> => {
		if (busy < places) {
			busy++;
			return Promise.resolve();
		}
		if (queues[lane].length >= waiting) return Promise.reject(new QueueFull());
		return new Promise((resolve) => queues[lane].push(resolve));
	};
	return async <T>(lane: Lane, work: () => Promise<T>): Promise<T> => {
		await place(lane);
		try {
			return await work();
		} finally {
			next();
		}
	};
}

/** Half of the cores at most: members who are signed in keep the other half. */
export const hashing = gate({ places: Math.max(1, Math.floor(availableParallelism() / 2)), waiting: 16 });
