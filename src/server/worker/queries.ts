import type { ClientBase } from 'pg';

const lockOf = (parameter: string) => `hashtextextended('jobs:' || ${parameter}, 0)`;

/** Shows for as long as the session lasts that the worker of this name lives. */
export const showAlive = (session: ClientBase, worker: string) =>
	session.query(`select pg_advisory_lock(${lockOf('$1')})`, [worker]);

/** Jobs that a worker had begun when it was killed wait for nobody: without this the library gives them free after four hours. */
export const freeAbandonedJobs = (session: ClientBase) =>
	session.query(`
		select graphile_worker.force_unlock_workers(array_agg(name)) from (
			select locked_by as name from graphile_worker._private_jobs where locked_by is not null
			union select locked_by from graphile_worker._private_job_queues where locked_by is not null offset 0
		) begun where pg_try_advisory_xact_lock(${lockOf('name')})`);
