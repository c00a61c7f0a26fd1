import { defineMachine } from '../core/machine.ts';
import * as change from './changes.ts';
import { holderOf } from './holder.ts';
import { proposalInput, type ProposalAction } from './input.ts';
import { proposalGrants } from './permissions.ts';
import { findDossier, type Dossier } from './queries/dossier.ts';
import { becomeMain, merge } from './merging.ts';
import { findSituation } from './queries/situation.ts';
import { saveHolder, saveProposal } from './queries/writes.ts';
import { renumber } from './renumber.ts';
import * as rules from './rules.ts';
import * as withdrawal from './withdrawal.ts';

export const proposalStates = [
	'draft',
	'submitted',
	'returned',
	'under_review',
	'withdrawn',
	'declined',
	'converted',
	'merged',
	'admitted',
	'assigned',
	'answered',
	'rated',
	'follow_up',
	'closed',
] as const;
export type ProposalState = (typeof proposalStates)[number];

const answered = ['answered', 'rated', 'follow_up', 'closed'] as const;
const living = ['submitted', 'returned', 'under_review', 'admitted', 'assigned', ...answered] as const;

/** A proposal from the first word to the public answer (domain.md 2.1.3). Its signatures, assignments, replies, evaluations and promises are lives of their own. */
export const proposalLifecycle = defineMachine<Dossier, ProposalState, ProposalAction, typeof proposalInput>({
	name: 'proposal',
	table: 'matter',
	states: proposalStates,
	initial: 'draft',
	input: proposalInput,
	may: proposalGrants,
	find: findDossier,
	save: saveProposal,
	ofMatter: async (_trx, _ctx, matter_id) => [matter_id],
	async settle(trx, ctx, matter_id, seq) {
		const row = await findSituation(trx, ctx, matter_id);
		if (row) await saveHolder(trx, ctx, matter_id, holderOf(row), rules.answering(row)[0]?.unit_id ?? null, seq);
	},
	acts: {
		revise: {
			from: ['draft', 'returned'],
			to: 'same',
			change: change.revise,
			raises: [{ on: 'children', machine: 'signature', action: 'ask_again', when: change.textChanges }],
			quiet: true,
		},
		invite: {
			from: ['draft', 'returned'],
			to: 'same',
			needs: [rules.notItself, rules.notInvitedYet],
			change: change.invite,
			then: ['notify_invited'],
		},
		submit: {
			from: ['draft', 'returned'],
			to: 'submitted',
			needs: [rules.hasThreeSections, rules.withinLength, rules.everyInviteAnswered, rules.consentExplained],
			change: change.stampSubmitted,
			starts: ['examination'],
			then: ['notify_proposers', 'notify_committee'],
		},
		give_back: {
			from: ['submitted'],
			to: 'returned',
			needs: [rules.correctionFromCatalogue],
			change: change.keepReason,
			meets: ['examination'],
			then: ['notify_proposers'],
		},
		withdraw: {
			from: ['draft', 'submitted', 'returned', 'under_review'],
			to: 'withdrawn',
			change: change.withdraw,
			then: ['notify_proposers', 'pass_on_main'],
		},
		request_withdrawal: {
			from: ['admitted', 'assigned'],
			to: 'same',
			when: [rules.noReplyDelivered, rules.withdrawalNotRequestedYet],
			change: withdrawal.requestWithdrawal,
			then: ['notify_proposers', 'notify_committee'],
		},
		consent_to_withdrawal: {
			from: ['admitted', 'assigned'],
			to: 'withdrawn',
			when: [rules.withdrawalRequested, rules.noReplyDelivered],
			change: withdrawal.withdrawAdmitted,
			then: ['notify_proposers', 'notify_assigner', 'notify_lead_unit', 'notify_co_units', 'pass_on_main'],
		},
		refuse_withdrawal: {
			from: ['admitted', 'assigned'],
			to: 'same',
			when: [rules.withdrawalRequested],
			change: withdrawal.refuseWithdrawal,
			then: ['notify_proposers'],
		},
		start_review: { from: ['submitted'], to: 'under_review' },
		admit: {
			from: ['under_review'],
			to: 'admitted',
			when: [rules.directorDecidesObjection],
			needs: [rules.categoryKnown],
			change: change.giveCaseNumber,
			meets: ['examination'],
			starts: ['assignment'],
			then: ['notify_proposers'],
		},
		decline: {
			from: ['under_review'],
			to: 'declined',
			when: [rules.directorDecidesObjection],
			needs: [rules.reasonFromCatalogue],
			change: change.decline,
			then: ['notify_proposers'],
		},
		convert: {
			from: ['declined'],
			to: 'converted',
			when: [rules.conversionOffered],
			change: change.convert,
			then: ['notify_committee'],
		},
		object: {
			from: ['declined'],
			to: 'under_review',
			when: [rules.notObjectedYet],
			change: change.object,
			starts: ['examination'],
			then: ['notify_committee'],
		},
		merge: {
			from: ['under_review'],
			to: 'merged',
			when: [rules.directorDecidesObjection],
			needs: [rules.notIntoItself],
			change: merge,
			then: ['notify_proposers'],
		},
		become_main: {
			from: ['merged'],
			to: 'under_review',
			when: [rules.mainIsWithdrawn],
			change: becomeMain,
			starts: ['examination'],
			then: ['notify_proposers', 'notify_committee'],
		},
		renumber: {
			from: ['admitted', 'assigned'],
			to: 'same',
			needs: [rules.elsewhereThanNow],
			change: renumber,
			then: ['notify_proposers', 'notify_lead_unit'],
		},
		propose_assignment: {
			from: ['admitted'],
			to: 'same',
			when: [rules.nothingConfirmedYet],
			needs: [rules.unitsFitHandling],
			change: change.proposeUnits,
			then: ['notify_assigner'],
		},
		assign: {
			from: ['admitted'],
			to: 'assigned',
			when: [rules.everyAssignmentConfirmed],
			meets: ['assignment'],
			then: ['notify_proposers'],
		},
		answer: {
			from: ['assigned'],
			to: 'answered',
			when: [rules.everyLeadReplyDelivered],
			change: change.askProposers,
			starts: ['publication'],
		},
		rate: {
			from: ['answered'],
			to: 'rated',
			when: [rules.everyEvaluationIn],
			change: change.settleRating,
			then: ['notify_committee'],
		},
		order_rehandling: {
			from: ['answered', 'rated'],
			to: 'assigned',
			when: [rules.someoneDissatisfied],
			change: change.nextRound,
			raises: [{ on: 'children', machine: 'assignment', action: 'rehandle' }],
			then: ['notify_proposers'],
		},
		// domain.md 2.1.9: a reply is not changed after delivery; a new version is judged anew
		recall_answer: {
			from: ['answered', 'rated'],
			to: 'assigned',
			when: [rules.oneUnitAnswers],
			change: change.nextRound,
			raises: [{ on: 'children', machine: 'assignment', action: 'rehandle' }],
			then: ['notify_proposers', 'notify_committee'],
		},
		follow_up: { from: ['rated'], to: 'follow_up', when: [rules.somePromiseOpen], then: ['notify_proposers'] },
		close: {
			from: ['rated', 'follow_up'],
			to: 'closed',
			when: [rules.everyCommitmentSettled],
			change: change.close,
			then: ['notify_proposers'],
		},
		reopen: {
			from: ['closed'],
			to: 'assigned',
			change: change.nextRound,
			raises: [{ on: 'children', machine: 'assignment', action: 'rehandle' }],
			then: ['notify_proposers'],
		},
		write_gist: { from: ['admitted', 'assigned', ...answered], to: 'same', change: change.writeGist },
		publish: {
			from: answered,
			to: 'same',
			when: [rules.consentsToFullText, rules.notSecret, rules.replyMayBePublished, rules.notPublishedYet],
			change: change.publish,
			meets: ['publication'],
			then: ['notify_proposers'],
		},
		publish_summary: {
			from: answered,
			to: 'same',
			when: [rules.consentsToTitle, rules.notSecret, rules.notPublishedYet],
			change: change.publishSummary,
			meets: ['publication'],
			then: ['notify_proposers'],
		},
		withhold: {
			from: answered,
			to: 'same',
			change: change.withhold,
			meets: ['publication'],
			then: ['notify_proposers'],
		},
		mark_secret: { from: living, to: 'same', when: [rules.notSecret], change: change.hide },
		unmark_secret: { from: living, to: 'same', when: [rules.isSecret], change: change.unhide },
		recompute_deadlines: {
			from: living,
			to: 'same',
			change: change.recomputeDeadlines,
			then: ['notify_proposers', 'notify_lead_unit', 'notify_co_units'],
		},
		nominate: {
			from: ['admitted', 'assigned', ...answered],
			to: 'same',
			needs: [rules.notNominatedYet],
			change: change.nominate,
			then: ['notify_committee'],
		},
	},
});
