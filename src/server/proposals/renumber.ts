import type { Change } from '../core/machine.ts';
import { giveNumber, voidNumber } from '../core/numbering.ts';
import { broken } from '../core/refusal.ts';
import { listSessions } from '../people/queries.ts';
import { caseLabel, caseSeries, type Period } from './case-number.ts';
import type { Dossier } from './queries/dossier.ts';

interface Elsewhere {
	plenary_session_id: string;
	period: Period;
	reason: string;
}

/** Filed in a wrong session: a number of the right one is given, the wrong one is void and never used again (domain.md 2.1.9). */
export const renumber: Change<Dossier, Elsewhere> = async (trx, { row, ctx, input }) => {
	const { plenary_session_id, period, reason } = input;
	if (!(await listSessions(trx, ctx)).some((session) => session.id === plenary_session_id))
		throw broken('proposal.session_unknown', { field: 'plenary_session_id' });
	if (row.number !== null) await voidNumber(trx, ctx, caseSeries(row.plenary_session_id, row.period), row.number);
	const number = await giveNumber(trx, ctx, caseSeries(plenary_session_id, period), row.id);
	const label = caseLabel(period, number);
	return {
		set: { plenary_session_id, period, number, number_label: label },
		log: { void: row.number_label, number: label, reason },
	};
};
