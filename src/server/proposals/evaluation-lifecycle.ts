import { childOf } from '../core/child-machine.ts';
import { defineMachine, type Rule } from '../core/machine.ts';
import { evaluationInput, type EvaluationAction } from './input.ts';
import { evaluationGrants } from './permissions.ts';
import { findEvaluation, type EvaluationFacts } from './queries/facts.ts';

export const evaluationStates = ['open', 'given', 'lapsed'] as const;

const ofCurrentRound: Rule<EvaluationFacts, unknown> = ({ row }) =>
	row.round === row.matter_round ? undefined : { code: 'evaluation.round_is_over' };
/** domain.md 2.1.3: dissatisfied, the reason is mandatory. */
const reasonWhenDissatisfied: Rule<EvaluationFacts, { work: string; result: string; text: string }> = ({ input }) =>
	(input.work === 'dissatisfied' || input.result === 'dissatisfied') && !input.text
		? { code: 'evaluation.reason_missing', field: 'text' }
		: undefined;
const remindedInVain: Rule<EvaluationFacts, unknown> = ({ row, ctx }) =>
	row.reminded_until !== null && ctx.today > row.reminded_until ? undefined : { code: 'evaluation.still_awaited' };

/** What one proposer says of the answer. Unanswered it becomes "no feedback", never "satisfied". */
export const evaluationLifecycle = defineMachine<
	EvaluationFacts,
	(typeof evaluationStates)[number],
	EvaluationAction,
	typeof evaluationInput
>({
	name: 'evaluation',
	...childOf('evaluation'),
	states: evaluationStates,
	initial: 'open',
	input: evaluationInput,
	may: evaluationGrants,
	find: findEvaluation,
	acts: {
		give: {
			from: ['open'],
			to: 'given',
			when: [ofCurrentRound],
			needs: [reasonWhenDissatisfied],
			// What was said stays in its own row: the timeline is read by the rated side too.
			change: async (_trx, { input, ctx }) => ({ set: { ...input, text: input.text || null, given_at: ctx.now } }),
			meets: ['evaluation', 'evaluation_reminded'],
			raises: [{ on: 'parent', action: 'rate' }],
		},
		lapse: {
			from: ['open'],
			to: 'lapsed',
			when: [ofCurrentRound, remindedInVain],
			meets: ['evaluation', 'evaluation_reminded'],
			raises: [{ on: 'parent', action: 'rate' }],
		},
	},
});
