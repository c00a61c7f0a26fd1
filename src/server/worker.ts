import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, run, type Runner, type WorkerEvents } from 'graphile-worker';
import { Pool, type PoolClient } from 'pg';
import type { Db } from './core/database.ts';
import { actJobs, askedJobs, clockJobs } from './jobs.ts';
import { freeAbandonedJobs, showAlive } from './worker/queries.ts';
import { crontabOf, tasksOver, type Jobs } from './worker/tasks.ts';

export interface Worker {
	/** Takes nothing new, finishes what it began. */
	stop(): Promise<void>;
}

interface Opening {
	db: Db;
	appUrl: string;
	/** Other jobs than the assembly's, for tests. */
	jobs?: Jobs;
	say?: (line: string) => void;
}

/** One run of the worker, from connecting to the database until it is stopped or the connection is lost. */
interface Shift {
	lost: Promise<void>;
	end(): Promise<void>;
}

const again = 2_000;

async function beginShift(opening: Opening): Promise<Shift> {
	const pool = new Pool({
		connectionString: opening.appUrl,
		max: 5,
		application_name: 'concentric jobs',
		connectionTimeoutMillis: 10_000,
	});
	// A session that breaks fails its statement; unheard, the event would end the process.
	pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
	const session = await pool.connect();
	const leave = async () => {
		session.release(true);
		await pool.end();
	};
	try {
		const lost = new Promise<void>((resolve) => session.once('end', resolve));
		await freeAbandonedJobs(session);
		const runner = await beginRun(opening, pool, session);
		// it may stop by itself, and is then asked in vain
		const ended = runner.promise.catch(() => undefined);
		return {
			lost: Promise.race([lost, ended]),
			end: () =>
				runner
					.stop()
					.then(
						() => ended,
						() => ended,
					)
					.then(leave),
		};
	} catch (error) {
		await leave();
		throw error;
	}
}

function beginRun(
	{ db, jobs = { actJobs, clockJobs, askedJobs }, say = console.error }: Opening,
	pgPool: Pool,
	session: PoolClient,
): Promise<Runner> {
	const events: WorkerEvents = new EventEmitter();
	events.once('pool:create', ({ workerPool }) => void showAlive(session, workerPool.id).catch(() => undefined));
	return run({
		pgPool,
		events,
		concurrency: 2,
		pollInterval: 2_000,
		noHandleSignals: true,
		logger: new Logger(() => (level, message) => void (level === 'error' && say(`jobs: ${message}`))),
		// Batched, even for no time at all, a failure to note a job as done ends the shift; unbatched it ends the process.
		preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
		taskList: tasksOver(db, jobs),
		crontab: crontabOf(jobs),
	});
}

/** Works as the application's role, in shifts: when the database goes away the next one begins as soon as it is back. */
export async function startWorker(opening: Opening): Promise<Worker> {
	const stopping = new AbortController();
	const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
	let shift: Shift | undefined = await beginShift(opening);
	const working = (async () => {
		for (;;) {
			await Promise.race([shift?.lost, stopped]);
			await shift?.end();
			if (stopping.signal.aborted) return;
			await pause(again, undefined, { signal: stopping.signal }).catch(() => undefined);
			if (stopping.signal.aborted) return;
			shift = await beginShift(opening).catch(() => undefined);
		}
	})();
	return {
		async stop() {
			stopping.abort();
			await working;
		},
	};
}
