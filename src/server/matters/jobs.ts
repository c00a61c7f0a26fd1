import type { Context } from '../core/context.ts';
import { forgetAnswers } from '../core/idempotency.ts';
import type { ClockJob } from '../core/jobs.ts';
import { recomputeDeadlines } from './deadlines/recompute.ts';
import { foldPending, listWithPending, recount } from './tally/queries.ts';

const atOnce = 5_000;
const keptForDays = 30;

/** Does a bounded piece of work again until a piece comes back unfilled. */
export async function untilDone(piece: () => Promise<number>, full: number): Promise<void> {
	while ((await piece()) >= full);
}

const monthAgo = (ctx: Context) => new Date(ctx.now.getTime() - keptForDays * 86_400_000);

/** What the clock does for matters of every kind. Nightly work is done between two and four in China. */
export const matterClockJobs = {
	fold_tally: {
		when: '* * * * *',
		due: listWithPending,
		run: (ctx) => untilDone(() => foldPending(ctx.db, ctx, atOnce), atOnce),
	},
	recompute_deadlines: { when: '30 18 * * *', catchUp: true, run: recomputeDeadlines },
	recount_tally: { when: '20 18 * * *', catchUp: true, run: (ctx) => recount(ctx.db, ctx) },
	sweep: {
		when: '40 18 * * *',
		catchUp: true,
		run: (ctx) => untilDone(() => forgetAnswers(ctx.db, ctx, monthAgo(ctx), atOnce), atOnce),
	},
} satisfies Record<string, ClockJob>;
