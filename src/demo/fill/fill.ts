import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ClientBase } from 'pg';
import { connect, openDatabase, type Connection } from '#server/core/database.ts';
import { insertRows } from '../rows/queries.ts';
import type { Rows } from '../rows/row.ts';
import { assemblyRows, peopleFor, type People } from './assembly.ts';
import { idOf } from './ids.ts';
import { templatesOf, type Columns, type LifeTemplate } from './lives.ts';
import { liveThroughYears, sessions } from './past.ts';
import {
	asFiller,
	fileAll,
	finish,
	dropWordIndices,
	removeFilled,
	vacuum,
	makeWordIndices,
	type Kept,
} from './queries.ts';
import { countsOf, scheduleOf, type Turn } from './schedule.ts';
import { entryColumns } from './template.ts';
import type { Order, Span } from './worker.ts';

export type Step = 'remove' | 'live' | 'store' | 'words' | 'terms' | 'vacuum';
/** Stopped before the end: what is stored stays marked as unfinished. */
export class BrokenOff extends Error {}

export interface Wish {
	ownerUrl: string;
	proposals: number;
	today: string;
	/** What is there already is removed first. */
	again: boolean;
	/** Told to stop, it stores what is in hand and rejects with `BrokenOff`. */
	signal?: AbortSignal;
	onStep(step: Step, done: number, of: number): void;
}

/** Columns that are not told by a life's rows. */
const further: Columns = {
	timeline: [...entryColumns, 'content_hash'],
	timeline_content: 'committee_id matter_id seq salt content'.split(' '),
	search_document: 'committee_id matter_id place openness title open_words words terms'.split(' '),
};

function keptOf(turns: readonly Turn[]): Kept {
	const counted = turns.map((turn) => ({ id: idOf('plenary_session', turn.session), ...countsOf(turn) }));
	return {
		tally: counted.flatMap(({ id, states }) => [...states].map(([state, n]) => ({ plenary_session_id: id, state, n }))),
		series: counted.flatMap(({ id, last }) =>
			[...last].map(([period, n]) => ({ series: `proposal:${id}:${period}`, last: n })),
		),
	};
}

const atOnce = 1000;

/** Hands out spans in order; each worker has one in hand and none waits for another. */
async function storeAll(order: Order, { onStep, signal }: Wish): Promise<void> {
	let next = 1;
	let done = 0;
	const work = () =>
		new Promise<void>((resolve, reject) => {
			const worker = new Worker(new URL('worker.ts', import.meta.url), {
				workerData: order,
				// texts live for one span: a larger nursery spares copying them
				resourceLimits: { maxYoungGenerationSizeMb: 128 },
			});
			const hand = () => {
				if (next > order.proposals || signal?.aborted) return worker.postMessage('end');
				const to = Math.min(order.proposals, next + atOnce - 1);
				worker.postMessage({ from: next, to } satisfies Span);
				next = to + 1;
			};
			worker.on('message', ({ from, to }: Span) => {
				onStep('store', (done += to - from + 1), order.proposals);
				hand();
			});
			worker.on('error', reject);
			worker.on('exit', () => resolve());
			hand();
		});
	const workers = Math.min(Math.ceil(order.proposals / atOnce), Math.max(1, availableParallelism()), 4);
	await Promise.all(Array.from({ length: workers }, work));
	if (signal?.aborted) throw new BrokenOff();
}

export interface Prepared extends Omit<Order, 'ownerUrl'> {
	assembly: Rows;
}

/** Lives through the years from which everything is made. */
export async function prepare({
	proposals,
	today,
	onStep,
}: Pick<Wish, 'proposals' | 'today' | 'onStep'>): Promise<Prepared> {
	const years = await liveThroughYears(today, (done) => onStep('live', done, sessions));
	const columns: Columns = { ...further };
	const templates: LifeTemplate[] = years.flatMap((year) => templatesOf(year, columns));
	const last = years.at(-1);
	if (!last) throw new Error('no year was lived through');
	const people: People = peopleFor(last, proposals);
	return { proposals, assembly: assemblyRows(years, people), templates, columns, people };
}

/** The index over words is made when all are in, or when it was broken off. Killed, it is made by the next fill. */
async function storeWithWords(session: ClientBase, order: Order, wish: Wish): Promise<void> {
	await dropWordIndices(session);
	try {
		await storeAll(order, wish);
	} finally {
		wish.onStep('words', 0, 1);
		await makeWordIndices(session);
	}
	wish.onStep('terms', 0, 1);
	await fileAll(session);
}

async function fillWith(connection: Connection, { assembly, ...order }: Prepared, wish: Wish): Promise<void> {
	const { ownerUrl, again, onStep } = wish;
	const session = await connection.connect();
	try {
		await asFiller(session);
		if (again) await removeFilled(session, (done, of) => onStep('remove', done, of));
		const db = openDatabase(connection);
		await db.transaction().execute((trx) => insertRows(trx, assembly));
		await storeWithWords(session, { ownerUrl, ...order }, wish);
		await db.transaction().execute((trx) => finish(trx, keptOf(scheduleOf(order.templates, order.proposals))));
		onStep('vacuum', 0, 1);
		await vacuum(session);
	} finally {
		session.release(true);
	}
}

/** A committee of its own with so many proposals, in the demo's shape. */
export async function fill(wish: Wish, prepared?: Prepared): Promise<void> {
	const ready = prepared ?? (await prepare(wish));
	const connection = connect(wish.ownerUrl, 2);
	await fillWith(connection, ready, wish).finally(() => connection.end());
}
