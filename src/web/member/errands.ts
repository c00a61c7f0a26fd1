import { plainDateIn } from '#server/core/clock.ts';
import type { AwaitedRow, Errand } from '#server/proposals/queries/awaited.ts';
import { subjectOf } from '#ui/text/segment.ts';
import { t } from '#words';

/** What cannot wait comes first; a draft can. */
const order: readonly Errand[] = ['rate', 'sign', 'correct', 'decide', 'finish'];
const waitsWithoutDate = new Set<Errand>(['correct', 'decide', 'finish']);

const place: Record<Errand, string> = { sign: '#sign', rate: '#rate', correct: '/edit', decide: '', finish: '/edit' };

const smallOf = (row: AwaitedRow): string => {
	const title = subjectOf(row.title).subject || t('ui.untitled');
	if (row.errand !== 'rate') return title;
	const number = row.number_label ? t('member.number', { number: row.number_label }) : '';
	return [number, title].filter(Boolean).join(' ') + (row.unit ? t('member.answered_by', { unit: row.unit }) : '');
};

/** One line of 等你办: what to do, about what, and by when. */
function errandItem(row: AwaitedRow, home: string, zone: string) {
	return {
		href: `${home}/proposals/${row.id}${place[row.errand]}`,
		title: t(`member.errand_${row.errand}`, { name: row.body ?? row.owner }),
		small: smallOf(row),
		dueOn: row.until ? plainDateIn(zone, new Date(row.until)) : row.due_on,
		word: waitsWithoutDate.has(row.errand) ? t(`member.errand_word_${row.errand as 'finish'}`) : undefined,
	};
}

export const errandItems = (rows: readonly AwaitedRow[], home: string, zone: string) => {
	const day = (row: AwaitedRow) => row.due_on ?? (row.until ? plainDateIn(zone, new Date(row.until)) : '9999');
	const urgent = (a: AwaitedRow, b: AwaitedRow) =>
		day(a) === day(b) ? order.indexOf(a.errand) - order.indexOf(b.errand) : day(a) < day(b) ? -1 : 1;
	return [...rows].sort(urgent).map((row) => errandItem(row, home, zone));
};
