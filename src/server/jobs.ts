import type { AskedJobWork, ClockJob, FollowingJob } from './core/jobs.ts';
import { handlingAddressees, handlingJobs } from './handling/jobs.ts';
import { matterClockJobs } from './matters/jobs.ts';
import { remindWith } from './matters/reminders/remind.ts';
import { exportClockJobs, exportJobs } from './proposals/export/jobs.ts';
import { proposalAddressees, proposalClockJobs, proposalJobs } from './proposals/jobs.ts';
import { similarityClockJobs } from './similarity/jobs.ts';

/** Jobs that follow an act, by the name that lifecycles use in `then`. */
export const actJobs: Record<string, FollowingJob> = { ...handlingJobs, ...proposalJobs };

/** What takes longer than a page may, by name. */
export const askedJobs: Record<string, AskedJobWork> = { ...exportJobs };

/** Who is reminded, by the kind of clock. */
export const addressees = { ...handlingAddressees, ...proposalAddressees };

/** Jobs of the clock, in every committee. Reminders are written at ten past six in the morning in China. */
export const clockJobs: Record<string, ClockJob> = {
	...matterClockJobs,
	...proposalClockJobs,
	...exportClockJobs,
	...similarityClockJobs,
	remind: { when: '10 22 * * *', catchUp: true, run: remindWith(addressees) },
};
