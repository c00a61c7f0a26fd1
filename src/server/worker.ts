import { run, type TaskList } from 'graphile-worker';
import { Pool } from 'pg';
import { plainDateIn } from './core/clock.ts';
import { system, type Context } from './core/context.ts';
import type { Db } from './core/database.ts';
import type { ActJob } from './core/jobs.ts';
import { findCommitteeById, listCommittees } from './people/queries.ts';
import { actJobs, clockJobs } from './jobs.ts';

const contextOf = async (db: Db, committee_id: string): Promise<Context | undefined> => {
	const committee = await findCommitteeById(db, committee_id);
	const now = new Date();
	return committee && { db, committee, actor: system, now, today: plainDateIn(committee.zone, now) };
};

/** Jobs that follow an act, each in the context of its committee; and those of the clock, once for every committee. */
function tasksOver(db: Db): TaskList {
	const following = Object.entries(actJobs).map(([name, job]) => [
		name,
		async (payload: unknown) => {
			const act = payload as ActJob;
			const ctx = await contextOf(db, act.committee_id);
			if (ctx) await job(ctx, act);
		},
	]);
	const ticking = Object.entries(clockJobs).map(([name, { run: job }]) => [
		name,
		async () => {
			for (const committee of await listCommittees(db)) {
				const ctx = await contextOf(db, committee.id);
				if (ctx) await job(ctx);
			}
		},
	]);
	return Object.fromEntries([...following, ...ticking]) as TaskList;
}

export interface Worker {
	stop(): Promise<void>;
}

/** One worker in the process; its pool is the queue library's own and small. */
export async function startWorker({ db, appUrl }: { db: Db; appUrl: string }): Promise<Worker> {
	const pool = new Pool({ connectionString: appUrl, max: 3 });
	pool.on('error', () => undefined);
	const crontab = Object.entries(clockJobs).map(([name, { when }]) => `${when} ${name}`).join('\n');
	const runner = await run({ pgPool: pool, concurrency: 2, pollInterval: 2_000, noHandleSignals: true, taskList: tasksOver(db), crontab });
	return {
		async stop() {
			await runner.stop();
			await pool.end();
		},
	};
}
