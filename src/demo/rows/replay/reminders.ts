import { addDays, type PlainDate } from '#server/core/clock.ts';
import { endClocks, openClocks, startClock } from './clocks.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/**
 * What the clock has done by a day (src/server/proposals/lapse.ts): an opinion that did not come in its term is asked
 * for once more on the next day. This is no act, so the content does not tell it.
 */
export function remindUntil(world: World, life: Life, day: PlainDate): void {
	for (const { subject_id, due_on } of openClocks(life, ['evaluation'])) {
		if (due_on >= day) continue;
		const today = addDays(due_on, 1);
		const ctx = { today, now: new Date(`${today}T00:10:00+08:00`) };
		endClocks(life, ctx, ['evaluation'], 'cancelled', subject_id);
		startClock(world, life, ctx, { machine: 'evaluation', subject_id }, 'evaluation_reminded');
	}
}
