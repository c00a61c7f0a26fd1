import type { Settings } from '#server/core/settings.ts';
import type { ProposalRow } from '#server/proposals/view.ts';
import { t, tOr } from '#words';
import { byLine, classWords } from './record.ts';

/** One line of a list: number, subject, who has it, how it stands. */
export const publicRow = (row: ProposalRow, committee: string, settings: Settings) => ({
	href: `/${committee}/proposals/${row.id}`,
	number: row.number_label ?? '–',
	title: row.title,
	meta: [
		byLine(row.owner, row.body, row.signers),
		row.unit ? t('public.lead_by', { unit: row.unit }) : '',
		row.rating_result ? t('public.rated_as', { rating: tOr(`evaluation.satisfaction.${row.rating_result}`, '') }) : '',
	].filter(Boolean),
	state: row.state,
	result: classWords(settings, row.result_class),
});
