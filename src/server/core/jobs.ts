import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Db, Trx } from './database.ts';

/** What a job that follows an act is told. Jobs run at least once, so each carries a key and is idempotent. */
export interface ActJob {
	committee_id: string;
	matter_id: string;
	machine: string;
	subject_id: string;
	action: string;
	seq: number;
}

/** Queues jobs inside the transaction that causes them: both are kept, or neither. */
export async function queueJobs(trx: Trx, names: readonly string[], job: ActJob): Promise<void> {
	if (!names.length) return;
	const calls = names.map(
		(name) => sql`graphile_worker.add_job(${name}, ${job}::json, job_key => ${`${name}:${job.matter_id}:${job.seq}`})`,
	);
	await sql`select ${sql.join(calls)}`.execute(trx);
}

/** What somebody asked for that takes longer than a page may: one after the other, so that everything else goes on beside it. */
export interface AskedJob {
	committee_id: string;
	/** Of what was stored with the wish. */
	id: string;
}

/** Queued in the transaction that stores the wish. */
export async function queueAsked(trx: Trx, name: string, job: AskedJob): Promise<void> {
	await sql`select graphile_worker.add_job(${name}, ${job}::json, queue_name => ${name}, job_key => ${`${name}:${job.id}`}, max_attempts => 8)`.execute(
		trx,
	);
}

/** Does what was asked for. Begun again after a kill, it begins anew. */
export type AskedJobWork = (ctx: Context, id: string) => Promise<void>;

/** What follows an act. */
export type FollowingJob = (ctx: Context, act: ActJob) => Promise<void>;

/** What the clock does in each committee. */
export interface ClockJob {
	/** Cron, UTC. */
	when: string;
	run(ctx: Context): Promise<void>;
	/** The committees in which there is something to do; without it, all of them. */
	due?(db: Db): Promise<string[]>;
	/** Done at the next start when the process slept through it within the last day: offices switch their server off at night. */
	catchUp?: boolean;
}
