import type { SessionNumbers } from '#server/proposals/queries/lists.ts';
import { t } from '#words';

const none: SessionNumbers = {
	submitted: 0,
	admitted: 0,
	answered: 0,
	in_hand: 0,
	overdue: 0,
	solved: 0,
	verified: 0,
	closed: 0,
	rated: 0,
	satisfied: 0,
	basically: 0,
};

export const ringCounts = (counts: SessionNumbers = none) => ({
	submitted: counts.submitted,
	admitted: counts.admitted,
	replied: counts.answered,
	solved: counts.solved,
	verified: counts.verified,
	overdue: counts.overdue,
});

const share = (part: number, whole: number): string => (whole ? ((100 * part) / whole).toFixed(1) : '–');

/** Four numbers, each with its base: a share without the number it is of says nothing. */
export const homeNumbers = (counts: SessionNumbers = none) => [
	{
		label: t('public.number_submitted'),
		value: String(counts.submitted),
		note: t('public.number_admitted', { n: counts.admitted }),
	},
	{
		label: t('public.number_answered'),
		value: share(counts.answered, counts.admitted),
		unit: '%',
		note: t('public.number_in_hand', { n: counts.in_hand }),
	},
	{
		label: t('public.number_satisfied'),
		value: share(counts.satisfied + counts.basically, counts.rated),
		unit: '%',
		note: t('public.number_rated', { n: counts.rated }),
	},
	{
		label: t('public.number_closed'),
		value: String(counts.closed),
		note: t('public.number_overdue', { n: counts.overdue }),
	},
];
