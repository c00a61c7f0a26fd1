import { childOf } from '../core/child-machine.ts';
import { defineMachine } from '../core/machine.ts';
import { nominationInput, type NominationAction } from './input.ts';
import { nominationGrants } from './permissions.ts';
import { findNomination, type NominationFacts } from './queries/facts.ts';
import { markProposal } from './queries/writes.ts';

export const nominationStates = ['nominated', 'shortlisted', 'confirmed', 'rejected'] as const;

/** 重点提案 and 优秀提案: nominated, shortlisted, confirmed by the chairs' council (domain.md 2.1.7). */
export const nominationLifecycle = defineMachine<
	NominationFacts,
	(typeof nominationStates)[number],
	NominationAction,
	typeof nominationInput
>({
	name: 'nomination',
	...childOf('nomination'),
	states: nominationStates,
	initial: 'nominated',
	input: nominationInput,
	may: nominationGrants,
	find: findNomination,
	acts: {
		shortlist: {
			from: ['nominated'],
			to: 'shortlisted',
			change: async (_trx, { row }) => ({ log: { kind: row.kind } }),
		},
		confirm: {
			from: ['shortlisted'],
			to: 'confirmed',
			change: async (trx, { row, input, ctx }) => {
				await markProposal(trx, ctx, row.matter_id, row.kind === 'key' ? { is_key: true } : { is_excellent: true });
				return { set: { overseer: input.overseer || null }, log: { kind: row.kind, overseer: input.overseer } };
			},
			then: ['notify_proposers'],
		},
		reject: {
			from: ['nominated', 'shortlisted'],
			to: 'rejected',
			change: async (_trx, { row, input }) => ({ log: { kind: row.kind, reason: input.reason } }),
		},
	},
});
