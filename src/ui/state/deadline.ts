import { t } from '#words';
import { daysBetween, longDay } from '#ui/text/days.ts';

export type Tone = 'plain' | 'soon' | 'today' | 'over' | 'hold' | 'met';
export interface Deadline {
	dueOn: string;
	today: string;
	/** The day it was done, early or late. */
	metOn?: string | null | undefined;
	/** The clock stands still, e.g. while a return is decided. */
	held?: boolean | undefined;
}
/** Seven days and fewer are “soon”: DESIGN.md §3. */
const soonDays = 7;

/** Days left in words (<b> marks the number); lateness is said plainly. */
export function readDeadline({ dueOn, today, metOn, held }: Deadline): { tone: Tone; text: string; title: string } {
	const title = t('ui.due_date', { day: longDay(dueOn) });
	if (metOn) {
		const early = daysBetween(metOn, dueOn);
		if (early < 0) return { tone: 'over', text: t('ui.due_met_late', { n: -early }), title };
		return { tone: 'met', text: early ? t('ui.due_met_early', { n: early }) : t('ui.due_met'), title };
	}
	if (held) return { tone: 'hold', text: t('ui.due_held'), title };
	const left = daysBetween(today, dueOn);
	if (left < 0) return { tone: 'over', text: t('ui.due_over', { n: -left }), title };
	if (left === 0) return { tone: 'today', text: t('ui.due_today'), title };
	return { tone: left <= soonDays ? 'soon' : 'plain', text: t('ui.due_left', { n: left }), title };
}
