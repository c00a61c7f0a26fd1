import { endDeadlines } from '../core/deadlines.ts';
import type { Change } from '../core/machine.ts';
import { voidNumber } from '../core/numbering.ts';
import { caseSeries } from './case-number.ts';
import type { Dossier } from './queries/dossier.ts';

/** domain.md 2.1.3: once filed, only with a written reason and the consent of the proposal committee, before the reply. */
export const requestWithdrawal: Change<Dossier, { reason: string }> = async (_trx, { input }) => ({
	set: { withdrawal_reason: input.reason },
	log: { reason: input.reason },
});
export const refuseWithdrawal: Change<Dossier, { reason: string }> = async (_trx, { input }) => ({
	set: { withdrawal_reason: null },
	log: { reason: input.reason },
});

/** The number stays taken and is void (domain.md 2.1.9). */
export const withdrawAdmitted: Change<Dossier, unknown> = async (trx, { row, ctx }) => {
	await endDeadlines(trx, ctx, { matter_id: row.id }, 'all', 'cancelled');
	if (row.number !== null) await voidNumber(trx, ctx, caseSeries(row.plenary_session_id, row.period), row.number);
	return {
		set: { number: null, number_label: null, openness: 'restricted', published_at: null, closed_at: ctx.now },
		log: { reason: row.withdrawal_reason, void: row.number_label },
	};
};
