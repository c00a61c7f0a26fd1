import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Trx } from './database.ts';

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
	const calls = names.map((name) => sql`graphile_worker.add_job(${name}, ${job}::json, job_key => ${`${name}:${job.matter_id}:${job.seq}`})`);
	await sql`select ${sql.join(calls)}`.execute(trx);
}

export interface DueJob {
	committee_id: string;
	today: string;
}

export type Task = (ctx: Context, payload: ActJob) => Promise<void>;
