import { t } from '#words';
import { offers } from '../acts.ts';
import { placed } from '../placed.ts';
import type { Maker } from './task.ts';

/** 撤案: once admitted, only with the committee's consent; what cannot be taken back is folded under its name. */
export const withdrawal: Maker = (view, choices) => {
	const { machine, acts } = placed.withdrawal;
	const asked = view.timeline.findLast((one) => one.act === 'proposal.request_withdrawal');
	return [
		{
			id: 'withdrawal',
			title: t('staff.task_withdrawal'),
			notes: asked ? [t('staff.withdrawal_reason', { reason: String(asked.content.reason ?? '') })] : [],
			acts: offers({ machine, id: view.id, version: view.version }, view.may.proposal, acts, choices, {
				folded: true,
			}),
		},
	];
};
