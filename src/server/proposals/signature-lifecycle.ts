import { childOf } from '../core/child-machine.ts';
import { defineMachine, type Rule } from '../core/machine.ts';
import { signatureInput, type SignatureAction } from './input.ts';
import { signatureGrants } from './permissions.ts';
import { findSignature, type SignatureFacts } from './queries/facts.ts';

export const signatureStates = ['invited', 'signed', 'declined', 'cancelled'] as const;

/** domain.md 2.1.3: before the cut-off, otherwise the signature does not count. */
const beforeCutOff: Rule<SignatureFacts, unknown> = ({ row, ctx }) =>
	ctx.now <= row.expires_at ? undefined : { code: 'signature.cut_off_passed' };
const cutOffPassed: Rule<SignatureFacts, unknown> = ({ row, ctx }) =>
	ctx.now > row.expires_at ? undefined : { code: 'signature.cut_off_not_passed' };
const stillADraft: Rule<SignatureFacts, unknown> = ({ row }) =>
	['draft', 'returned'].includes(row.matter_state) ? undefined : { code: 'signature.already_submitted' };

/** One invited co-proposer, who signs in person or not at all. */
export const signatureLifecycle = defineMachine<
	SignatureFacts,
	(typeof signatureStates)[number],
	SignatureAction,
	typeof signatureInput
>({
	name: 'signature',
	...childOf('signature'),
	states: signatureStates,
	initial: 'invited',
	input: signatureInput,
	may: signatureGrants,
	find: findSignature,
	acts: {
		sign: {
			from: ['invited'],
			to: 'signed',
			when: [stillADraft, beforeCutOff],
			change: async (_trx, { input, ctx }) => ({ set: { answered_at: ctx.now, opinion: input.opinion || null } }),
			then: ['notify_lead_proposer'],
		},
		decline: {
			from: ['invited'],
			to: 'declined',
			when: [stillADraft],
			change: async (_trx, { ctx }) => ({ set: { answered_at: ctx.now } }),
			then: ['notify_lead_proposer'],
		},
		cancel: {
			from: ['invited', 'signed'],
			to: 'cancelled',
			when: [stillADraft],
			change: async (_trx, { row }) => ({ log: { person_id: row.person_id } }),
		},
		ask_again: {
			from: ['signed'],
			to: 'invited',
			change: async (_trx, { row }) => ({ set: { answered_at: null }, log: { person_id: row.person_id } }),
			then: ['notify_invited'],
		},
		lapse: { from: ['invited'], to: 'cancelled', when: [cutOffPassed], then: ['notify_lead_proposer'] },
	},
});
