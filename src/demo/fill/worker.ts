import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '#server/core/database.ts';
import type { People } from './assembly.ts';
import { write, type Lines } from './batch.ts';
import { copyIn } from './copy.ts';
import type { Columns, LifeTemplate } from './lives.ts';
import { asFiller, copyStatement } from './queries.ts';
import { rememberedReading } from './remembered.ts';
import { partOf, scheduleOf } from './schedule.ts';

export interface Order {
	ownerUrl: string;
	proposals: number;
	templates: LifeTemplate[];
	people: People;
	columns: Columns;
}
export interface Span {
	from: number;
	to: number;
}

const { ownerUrl, proposals, templates, people, columns } = workerData as Order;
const turns = scheduleOf(templates, proposals);
const workshop = { people, reading: rememberedReading() };
const connection = connect(ownerUrl, 1);
const session = await connection.connect();
await asFiller(session);

function linesFor({ from, to }: Span): Lines {
	const lines: Lines = new Map();
	for (let n = from; n <= to; n++) {
		const turn = turns.findLast(({ first }) => first <= n);
		if (turn) write(lines, workshop, partOf(turn, n));
	}
	return lines;
}

/** All or nothing of a span; what was asked for next is written while the database works. */
async function store(lines: Lines): Promise<void> {
	await session.query('begin');
	for (const [table, rows] of lines) await copyIn(session, copyStatement(table, columns[table] ?? []), rows);
	await session.query('commit');
}

let working: Promise<void> = Promise.resolve();
parentPort?.on('message', (span: Span | 'end') => {
	working = working.then(async () => {
		if (span === 'end') {
			session.release();
			await connection.end();
			parentPort?.close();
			return;
		}
		await store(linesFor(span));
		parentPort?.postMessage(span);
	});
	working.catch((error: Error) => {
		throw error;
	});
});
