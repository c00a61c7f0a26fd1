import { connect, type Socket } from 'node:net';

export interface Load {
	port: number;
	/** Whole requests, as they go over the wire. */
	requests: string[];
	/** Each is sent once at most, and the run ends when all are answered; otherwise they are sent in turn. */
	once?: boolean;
	connections: number;
	seconds: number;
	/** The status that every answer must have. */
	expect: number;
}

export interface Answered {
	count: number;
	seconds: number;
	/** Milliseconds of each answer. */
	times: number[];
	/** The share of a core that sending took: near 1, the figure is a floor. */
	core: number;
}

/** What is known of the answer under way: undefined until its head is whole. */
interface Reading {
	head: Buffer;
	left: number | 'chunks' | undefined;
}

const endOfHead = Buffer.from('\r\n\r\n');
const endOfChunks = Buffer.from('0\r\n\r\n');

/** How much of the body is still to come, said by the head; answers to HEAD have none. */
function lengthSaid(head: string, expect: number, isHead: boolean): number | 'chunks' {
	if (!head.startsWith(`HTTP/1.1 ${expect} `)) throw new Error(`answered with ${head}`);
	if (isHead || expect === 304) return 0;
	const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
	if (length !== undefined) return Number(length);
	if (/\r\ntransfer-encoding: *chunked/i.test(head)) return 'chunks';
	throw new Error(`an answer without a length: ${head}`);
}

/** Takes in a part of the answer; true when the answer is whole. A connection asks nothing before it has its answer. */
function isWhole(reading: Reading, part: Buffer, expect: number, isHead: boolean): boolean {
	let body = part;
	if (reading.left === undefined) {
		reading.head = reading.head.length ? Buffer.concat([reading.head, part]) : part;
		const end = reading.head.indexOf(endOfHead);
		if (end < 0) return false;
		try {
			reading.left = lengthSaid(reading.head.toString('latin1', 0, end + 2), expect, isHead);
		} catch (cause) {
			throw new Error(reading.head.toString('utf8', end, end + 400), { cause });
		}
		body = reading.head.subarray(end + 4);
	}
	if (reading.left === 'chunks') return body.subarray(-5).equals(endOfChunks);
	reading.left -= body.length;
	return reading.left <= 0;
}

/** Every connection asks, waits for the whole answer and asks again, until the time is over. Only this machine is asked. */
export async function closedLoop({
	port,
	requests,
	once = false,
	connections,
	seconds,
	expect,
}: Load): Promise<Answered> {
	const times: number[] = [];
	let sent = 0;
	const cpu = process.cpuUsage();
	const started = performance.now();
	const until = started + seconds * 1000;
	const next = (): string | undefined =>
		performance.now() >= until || (once && sent >= requests.length) ? undefined : requests[sent++ % requests.length];
	await Promise.all(Array.from({ length: connections }, () => converse(port, expect, next, (ms) => times.push(ms))));
	const elapsed = (performance.now() - started) / 1000;
	const used = process.cpuUsage(cpu);
	return { count: times.length, seconds: elapsed, times, core: (used.user + used.system) / 1e6 / elapsed };
}

function converse(
	port: number,
	expect: number,
	next: () => string | undefined,
	note: (ms: number) => void,
): Promise<void> {
	return new Promise((resolve, reject) => {
		let reading: Reading = { head: Buffer.alloc(0), left: undefined };
		let asked = 0;
		let isHead = false;
		const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
		const ask = () => {
			const request = next();
			if (request === undefined) return socket.end();
			isHead = request.startsWith('HEAD');
			asked = performance.now();
			socket.write(request, 'utf8');
		};
		socket
			.on('connect', ask)
			.on('error', reject)
			.on('close', () => resolve());
		socket.on('data', (part) => {
			try {
				if (!isWhole(reading, part, expect, isHead)) return;
			} catch (error) {
				reject(error as Error);
				return socket.destroy();
			}
			note(performance.now() - asked);
			reading = { head: Buffer.alloc(0), left: undefined };
			ask();
		});
	});
}
