import type { NominationFacts } from '#server/proposals/queries/facts.ts';
import { change } from './change.ts';

export const nominationChanges = {
	/** The title goes onto the proposal itself. */
	'nomination.confirm': change<NominationFacts, { overseer: string }>(({ life, row, input }) => {
		Object.assign(life.proposal, row.kind === 'key' ? { is_key: true } : { is_excellent: true });
		return { set: { overseer: input.overseer || null }, log: { kind: row.kind, overseer: input.overseer } };
	}),
};
