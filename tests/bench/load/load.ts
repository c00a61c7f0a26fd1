import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answered, Load } from './closed-loop.ts';

export interface Rate {
	perSecond: number;
	count: number;
	/** Milliseconds. */
	p50: number;
	p95: number;
	/** Cores that sending took. */
	sendingCores: number;
}

export interface Senders {
	send(load: Load): Promise<Rate>;
	close(): void;
}

const script = fileURLToPath(new URL('sender.ts', import.meta.url));

/** Sending happens in processes of its own, so that it shares no thread with what is measured. */
export function startSenders(processes: number): Senders {
	const children = Array.from({ length: processes }, () => fork(script));
	return {
		async send(load) {
			const shares = children.map((child, at) => ask(child, { ...load, ...shareOf(load, at, children.length) }));
			return rateOf(await Promise.all(shares));
		},
		close: () => children.forEach((child) => child.disconnect()),
	};
}

const shareOf = (load: Load, at: number, of: number) => ({
	connections: Math.ceil(load.connections / of),
	requests: load.once ? load.requests.filter((_, index) => index % of === at) : load.requests,
});

async function ask(child: ChildProcess, load: Load): Promise<Answered> {
	child.send(load);
	const [{ answered, failed }] = (await once(child, 'message')) as [{ answered?: Answered; failed?: string }];
	if (!answered) throw new Error(failed);
	return answered;
}

function rateOf(parts: Answered[]): Rate {
	const times = parts.flatMap((part) => part.times).sort((a, b) => a - b);
	const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
	return {
		perSecond: parts.reduce((sum, part) => sum + part.count / part.seconds, 0),
		count: times.length,
		p50: at(0.5),
		p95: at(0.95),
		sendingCores: parts.reduce((sum, part) => sum + part.core, 0),
	};
}
