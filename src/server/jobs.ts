import type { Context } from './core/context.ts';
import type { ActJob } from './core/jobs.ts';

/** Jobs that follow an act, by the name that lifecycles use in `then`. */
export const actJobs: Record<string, (ctx: Context, act: ActJob) => Promise<void>> = {};
/** Jobs of the clock: when (cron, UTC) and what, once for every committee. */
export const clockJobs: Record<string, { when: string; run: (ctx: Context) => Promise<void> }> = {};
