import { childOf } from '../core/child-machine.ts';
import { defineMachine, type Change } from '../core/machine.ts';
import { commitmentInput, type CommitmentAction } from './input.ts';
import { commitmentGrants } from './permissions.ts';
import { findCommitment, type CommitmentFacts } from './queries/facts.ts';
import { matterIsAnswered } from './rules.ts';

export const commitmentStates = ['open', 'reported', 'kept', 'dropped'] as const;
export type CommitmentState = (typeof commitmentStates)[number];

type Changing<Input> = Change<CommitmentFacts, Input>;

const noteProgress: Changing<{ note: string }> = async (_trx, { row, input }) => ({
	set: { progress: input.note },
	log: { promise: row.text, note: input.note },
});
const reportKept: Changing<{ evidence: string }> = async (_trx, { row, input }) => ({
	set: { evidence: input.evidence },
	log: { promise: row.text, evidence: input.evidence },
});
const verify: Changing<{ note: string }> = async (_trx, { row, input, ctx }) => ({
	set: { verified_on: ctx.today },
	log: { promise: row.text, note: input.note },
});
const keepReason: Changing<{ reason: string }> = async (_trx, { row, input }) => ({
	log: { promise: row.text, reason: input.reason },
});

/** One promise. It counts as kept when the committee has verified it, not when the unit says so. */
export const commitmentLifecycle = defineMachine<
	CommitmentFacts,
	CommitmentState,
	CommitmentAction,
	typeof commitmentInput
>({
	name: 'commitment',
	...childOf('commitment'),
	states: commitmentStates,
	initial: 'open',
	input: commitmentInput,
	may: commitmentGrants,
	find: findCommitment,
	acts: {
		report_progress: {
			from: ['open'],
			to: 'same',
			when: [matterIsAnswered],
			change: noteProgress,
			then: ['notify_proposers'],
		},
		report_kept: {
			from: ['open'],
			to: 'reported',
			when: [matterIsAnswered],
			change: reportKept,
			then: ['notify_committee'],
		},
		verify: { from: ['reported'], to: 'kept', change: verify, meets: ['commitment'], then: ['notify_proposers'] },
		send_back: { from: ['reported'], to: 'open', change: keepReason, then: ['notify_unit'] },
		drop: { from: ['open'], to: 'dropped', change: keepReason, meets: ['commitment'], then: ['notify_proposers'] },
	},
});
