import type { JobHelpers, TaskList } from 'graphile-worker';
import { plainDateIn } from '../core/clock.ts';
import { system, type Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import type { ActJob, AskedJob, AskedJobWork, ClockJob, FollowingJob } from '../core/jobs.ts';
import { findCommitteeById, listCommittees } from '../people/queries.ts';

/** What there is to do, by name. */
export interface Jobs {
	actJobs: Readonly<Record<string, FollowingJob>>;
	clockJobs: Readonly<Record<string, ClockJob>>;
	askedJobs?: Readonly<Record<string, AskedJobWork>>;
}

/** The system in a committee, now. */
export async function contextOf(db: Db, committee_id: string): Promise<Context | undefined> {
	const committee = await findCommitteeById(db, committee_id);
	const now = new Date();
	return committee && { db, committee, actor: system, now, today: plainDateIn(committee.zone, now) };
}

const following = (db: Db, job: FollowingJob) => async (payload: unknown) => {
	const act = payload as ActJob;
	const ctx = await contextOf(db, act.committee_id);
	if (ctx) await job(ctx, act);
};

const asked = (db: Db, job: AskedJobWork) => async (payload: unknown) => {
	const { committee_id, id } = payload as AskedJob;
	const ctx = await contextOf(db, committee_id);
	if (ctx) await job(ctx, id);
};

/** Cron starts a job without a committee: it queues itself once for each, so that one committee's trouble is not another's. */
const ticking =
	(db: Db, name: string, job: ClockJob) =>
	async (payload: unknown, { addJobs }: JobHelpers) => {
		const { committee_id } = payload as { committee_id?: string };
		if (!committee_id) {
			const committees = job.due ? await job.due(db) : (await listCommittees(db)).map((committee) => committee.id);
			await addJobs(
				committees.map((id) => ({
					identifier: name,
					payload: { committee_id: id },
					jobKey: `${name}:${id}`,
					maxAttempts: 8,
				})),
			);
			return;
		}
		const ctx = await contextOf(db, committee_id);
		if (ctx) await job.run(ctx);
	};

export const tasksOver = (db: Db, { actJobs, clockJobs, askedJobs = {} }: Jobs): TaskList => ({
	...Object.fromEntries(Object.entries(actJobs).map(([name, job]) => [name, following(db, job)])),
	...Object.fromEntries(Object.entries(askedJobs).map(([name, job]) => [name, asked(db, job)])),
	...Object.fromEntries(Object.entries(clockJobs).map(([name, job]) => [name, ticking(db, name, job)])),
});

/** The lines of a crontab; what may be caught up is started if it was missed within the last day. */
export const crontabOf = ({ clockJobs }: Jobs): string =>
	Object.entries(clockJobs)
		.map(([name, { when, catchUp }]) => `${when} ${name} ?max=8${catchUp ? '&fill=1d' : ''}`)
		.join('\n');
