import { system, type Context } from '../../core/context.ts';
import { calendarOf } from '../../core/deadlines.ts';
import { Refusal } from '../../core/refusal.ts';
import { settingsOf } from '../../core/settings.ts';
import { transition } from '../../core/transition.ts';
import { listUncertain } from './queries.ts';
import { recomputed } from './rules.ts';

/**
 * The holidays of the next year are announced in November: deadlines that end in it were computed without them and say so.
 * Once they are known, by a new release or entered by the committee, each matter's clocks are computed again, as an act of the system.
 */
export async function recomputeDeadlines(ctx: Context): Promise<void> {
	const calendar = calendarOf(await settingsOf(ctx.db, ctx));
	const stale = (await listUncertain(ctx.db, ctx)).filter((deadline) => recomputed(deadline, calendar));
	const matters = new Map(stale.map(({ matter_id, matter_kind }) => [matter_id, matter_kind]));
	for (const [matter_id, kind] of matters)
		await transition({ ...ctx, actor: system }, kind, matter_id, 'recompute_deadlines').catch((error: unknown) => {
			if (!(error instanceof Refusal)) throw error;
		});
}
