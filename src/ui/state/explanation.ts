import type { Deadline } from '#server/core/working-days.ts';
import { t } from '#words';
import { longDay, shortDay, weekday } from '#ui/text/days.ts';

/** How a deadline was computed; the computation's own output. */
export type Explanation = Pick<Deadline, 'from' | 'due' | 'term' | 'skipped' | 'swapped'>;

export const termWords = ({ n, unit }: Explanation['term']) => t(`ui.term_${unit}`, { n });

/** One line per day, in the order of the calendar. */
export function explainDays({ from, due, term, skipped, swapped }: Explanation) {
	const rested = skipped.map(({ date, why, name }) => ({
		date,
		reason: why === 'weekend' ? weekday(date) : (name ?? t('ui.reason_holiday')),
		counts: false,
	}));
	const worked = swapped.map(({ date, name }) => ({ date, reason: t('ui.reason_swapped', { name }), counts: true }));
	const between = [...rested, ...worked].sort((one, other) => (one.date < other.date ? -1 : 1));
	return {
		start: t('ui.reason_start', { day: longDay(from), term: termWords(term) }),
		days: between.map((day) => ({ ...day, written: shortDay(day.date, from) })),
		end: t('ui.reason_end', { day: longDay(due) }),
	};
}
