import type { ClockJob } from '../core/jobs.ts';
import { compareSession } from './session/compare-session.ts';
import { findNewestSession, listWithWaiting } from './session/queries.ts';

export const similarityClockJobs = {
	compare_session: {
		when: '*/3 * * * *',
		due: listWithWaiting,
		async run(ctx) {
			const session = await findNewestSession(ctx.db, ctx);
			if (session) await compareSession(ctx, session);
		},
	},
} satisfies Record<string, ClockJob>;
