import { childOf } from '../core/child-machine.ts';
import { endDeadlines, extendDeadline } from '../core/deadlines.ts';
import { defineMachine, type Change } from '../core/machine.ts';
import { broken } from '../core/refusal.ts';
import { startClocksOf } from './clocks.ts';
import { assignmentInput, type AssignmentAction } from './input.ts';
import { assignmentGrants } from './permissions.ts';
import { findAssignment, type AssignmentFacts } from './queries/facts.ts';
import {
	hasAssignment,
	hasOpenUnit,
	insertAssignment,
	insertContact,
	insertReply,
	passCountersignature,
} from './queries/writes.ts';
import * as rules from './rules.ts';

export const assignmentStates = [
	'proposed',
	'assigned',
	'acknowledged',
	'handling',
	'answered',
	'return_requested',
	'reassigned',
] as const;
export type AssignmentState = (typeof assignmentStates)[number];

type Changing<Input = unknown> = Change<AssignmentFacts, Input>;

const handOver: Changing<{ remark: string }> = async (trx, { row, ctx, settings, input }) => {
	await startClocksOf(trx, ctx, settings, row);
	return { set: { assigned_at: ctx.now }, log: { unit_id: row.unit_id, role: row.role, remark: input.remark } };
};
const takeOn: Changing = async (_trx, { row, ctx }) => ({
	set: { acknowledged_at: ctx.now, acknowledged_by: ctx.actor.person_id },
	log: { unit_id: row.unit_id },
});
const keepReturnReason: Changing<{ reason: string }> = async (_trx, { row, input }) => ({
	set: { return_reason: input.reason },
	log: { unit_id: row.unit_id, reason: input.reason },
});
const refuseReturn: Changing<{ reason: string }> = async (_trx, { row, ctx, input }) => ({
	set: { acknowledged_at: ctx.now },
	log: { unit_id: row.unit_id, reason: input.reason },
});

/** A unit may not pass a matter on by itself: the assigner names the next one, and the clock begins anew (domain.md 2.1.3). */
const moveToUnit: Changing<{ unit_id: string; reason: string }> = async (trx, { row, input, ctx, settings }) => {
	if (!(await hasOpenUnit(trx, ctx, input.unit_id))) throw broken('assignment.unknown_unit', { field: 'unit_id' });
	if (await hasAssignment(trx, ctx, row.matter_id, input.unit_id))
		throw broken('assignment.unit_has_it_already', { field: 'unit_id' });
	await endDeadlines(trx, ctx, { matter_id: row.matter_id, subject_id: row.id }, 'all', 'cancelled');
	const id = await insertAssignment(trx, ctx, {
		matter_id: row.matter_id,
		unit_id: input.unit_id,
		assigner_id: row.assigner_id,
		role: row.role,
		state: 'assigned',
		round: row.round,
	});
	await startClocksOf(trx, ctx, settings, { ...row, id });
	if (row.role === 'co') await passCountersignature(trx, ctx, row.matter_id, { from: row.unit_id, to: input.unit_id });
	return { log: { unit_id: row.unit_id, to_unit_id: input.unit_id, reason: input.reason } };
};

const recordContact: Changing<{ stage: string; mode: string; on: string; place: string; note: string }> = async (
	trx,
	{ row, input, ctx },
) => {
	await insertContact(trx, ctx, { matter_id: row.matter_id, assignment_id: row.id, round: row.round }, input);
	return { log: { unit_id: row.unit_id, ...input } };
};
const giveOpinion: Changing<{ opinion: string }> = async (_trx, { row, input, ctx }) => ({
	set: { opinion: input.opinion, answered_at: ctx.now },
	log: { unit_id: row.unit_id },
});
const askExtension: Changing<{ reason: string }> = async (_trx, { row, input }) => ({
	set: { extension_reason: input.reason },
	log: { unit_id: row.unit_id, reason: input.reason },
});
const extend: Changing = async (trx, { row, ctx, settings }) => {
	await extendDeadline(
		trx,
		ctx,
		settings,
		{ matter_id: row.matter_id, machine: 'assignment', subject_id: row.id },
		'reply',
		settings.deadlines.extension,
	);
	return { set: { extended: true, extension_reason: null }, log: { unit_id: row.unit_id } };
};
const refuseExtension: Changing<{ reason: string }> = async (_trx, { row, input }) => ({
	set: { extension_reason: null },
	log: { unit_id: row.unit_id, reason: input.reason },
});
const beginReply: Changing = async (trx, { row, ctx }) => {
	const reply_id = await insertReply(trx, ctx, { matter_id: row.matter_id, assignment_id: row.id, round: row.round });
	return { log: { unit_id: row.unit_id, reply_id } };
};
const markAnswered: Changing = async (_trx, { row, ctx }) => ({
	set: { answered_at: ctx.now },
	log: { unit_id: row.unit_id },
});
const nextRound: Changing = async (_trx, { row }) => ({
	set: { round: row.round + 1, answered_at: null, extended: false },
	log: { unit_id: row.unit_id, round: row.round + 1 },
});

const clocksOfWork = ['acknowledgement', 'first_contact', 'return_request'];

/** One unit's part in a matter, from being named to having answered. */
export const assignmentLifecycle = defineMachine<
	AssignmentFacts,
	AssignmentState,
	AssignmentAction,
	typeof assignmentInput
>({
	name: 'assignment',
	...childOf('assignment'),
	states: assignmentStates,
	initial: 'proposed',
	input: assignmentInput,
	may: assignmentGrants,
	find: findAssignment,
	acts: {
		confirm: {
			from: ['proposed'],
			to: 'assigned',
			when: [rules.matterGoesOn],
			change: handOver,
			raises: [{ on: 'parent', action: 'assign' }],
			then: ['notify_unit'],
		},
		acknowledge: {
			from: ['assigned'],
			to: 'acknowledged',
			when: [rules.matterGoesOn],
			change: takeOn,
			meets: ['acknowledgement'],
		},
		request_return: {
			from: ['assigned', 'acknowledged'],
			to: 'return_requested',
			when: [rules.matterGoesOn],
			needs: [rules.withinReturnTerm],
			change: keepReturnReason,
			starts: ['return_decision'],
			then: ['notify_assigner'],
		},
		refuse_return: {
			from: ['return_requested'],
			to: 'acknowledged',
			when: [rules.matterGoesOn],
			change: refuseReturn,
			meets: ['return_decision', 'acknowledgement'],
			then: ['notify_unit'],
		},
		reassign: {
			from: ['proposed', 'return_requested'],
			to: 'reassigned',
			when: [rules.matterGoesOn],
			change: moveToUnit,
			raises: [{ on: 'parent', action: 'assign' }],
			then: ['notify_unit'],
		},
		record_contact: {
			from: ['acknowledged', 'handling'],
			to: 'handling',
			when: [rules.matterGoesOn, rules.answersTheProposer],
			needs: [rules.contactNotInFuture],
			change: recordContact,
			meets: ['first_contact', 'return_request'],
			then: ['notify_proposers'],
		},
		give_opinion: {
			from: ['acknowledged', 'handling'],
			to: 'answered',
			when: [rules.matterGoesOn, rules.isCoUnit],
			change: giveOpinion,
			meets: ['co_opinion', ...clocksOfWork],
			then: ['notify_lead_unit'],
		},
		request_extension: {
			from: ['acknowledged', 'handling'],
			to: 'same',
			when: [
				rules.matterGoesOn,
				rules.answersTheProposer,
				rules.notYetExtended,
				rules.noExtensionAsked,
				rules.notYetDue,
			],
			change: askExtension,
			then: ['notify_inspectors'],
		},
		grant_extension: {
			from: ['acknowledged', 'handling'],
			to: 'same',
			when: [rules.matterGoesOn, rules.extensionAsked, rules.notYetExtended],
			change: extend,
			then: ['notify_unit'],
		},
		refuse_extension: {
			from: ['acknowledged', 'handling'],
			to: 'same',
			when: [rules.matterGoesOn, rules.extensionAsked],
			change: refuseExtension,
			then: ['notify_unit'],
		},
		draft_reply: {
			from: ['acknowledged', 'handling'],
			to: 'handling',
			when: [rules.matterGoesOn, rules.answersTheProposer, rules.metTheProposerFirst, rules.noReplyYet],
			change: beginReply,
		},
		answer: {
			from: ['handling'],
			to: 'answered',
			when: [rules.replyDelivered],
			change: markAnswered,
			meets: ['reply', 'rehandling', ...clocksOfWork],
		},
		rehandle: {
			from: ['answered'],
			to: 'handling',
			when: [rules.answersTheProposer],
			change: nextRound,
			starts: ['rehandling'],
			then: ['notify_unit'],
		},
	},
});
