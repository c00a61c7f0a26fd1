import type { ClockJob, FollowingJob } from './core/jobs.ts';
import { handlingAddressees, handlingJobs } from './handling/jobs.ts';
import { matterClockJobs } from './matters/jobs.ts';
import { remindWith } from './matters/reminders/remind.ts';
import { proposalAddressees, proposalClockJobs, proposalJobs } from './proposals/jobs.ts';
import { searchClockJobs } from './search/jobs.ts';

/** Jobs that follow an act, by the name that lifecycles use in `then`. */
export const actJobs: Record<string, FollowingJob> = { ...handlingJobs, ...proposalJobs };

/** Who is reminded, by the kind of clock. */
export const addressees = { ...handlingAddressees, ...proposalAddressees };

/** Jobs of the clock, in every committee. Reminders are written at ten past six in the morning in China. */
export const clockJobs: Record<string, ClockJob> = {
	...matterClockJobs,
	...proposalClockJobs,
	...searchClockJobs,
	remind: { when: '10 22 * * *', catchUp: true, run: remindWith(addressees) },
};
