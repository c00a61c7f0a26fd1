import type { ProposalRow } from '#server/proposals/view.ts';
import { t } from '#words';

/** What the open clock of a proposal counts towards, in the words of its proposer. */
const prefixOf = (state: string): string => {
	if (state === 'submitted' || state === 'under_review') return t('member.due_examination');
	if (state === 'follow_up') return t('member.due_promise');
	return '';
};

/** One of the reader's own proposals: number, subject, how it stands, who has it, by when. */
export const ownRow = (row: ProposalRow, home: string, me: string) => ({
	href: `${home}/proposals/${row.id}`,
	title: row.title,
	state: row.state,
	dueOn: row.due_on,
	duePrefix: prefixOf(row.state),
	note: [
		row.number_label ? t('member.number', { number: row.number_label }) : '',
		row.relations.includes('invited')
			? t('member.row_invited', { name: row.owner })
			: row.relations.includes('co_proposer')
				? t('member.row_signed', { name: row.body ?? row.owner })
				: '',
		row.holder && row.holder !== me ? t('member.row_holder', { holder: row.holder }) : '',
	]
		.filter(Boolean)
		.join(t('member.dot')),
});
