import { bodiesAs } from '../core/context.ts';
import { childOf } from '../core/child-machine.ts';
import { startPromisedDeadline } from '../core/deadlines.ts';
import { defineMachine, type Change } from '../core/machine.ts';
import type { StoredPromise } from '../core/schema.ts';
import { replyInput, type ReplyAction } from './input.ts';
import { replyGrants } from './permissions.ts';
import { findReply, type ReplyFacts } from './queries/facts.ts';
import { answerCountersignature, askCountersignatures, insertCommitments } from './queries/writes.ts';
import * as rules from './rules.ts';

export const replyStates = [
	'drafted',
	'circulated',
	'countersigned',
	'signed',
	'checked',
	'delivered',
	'sent_back',
] as const;
export type ReplyState = (typeof replyStates)[number];

type Changing<Input = unknown> = Change<ReplyFacts, Input>;

const revise: Changing<{ promises: StoredPromise[] }> = async (_trx, { input }) => ({
	set: { ...input, promises: JSON.stringify(input.promises) },
});
const askCoUnits: Changing = async (trx, { row, ctx }) => {
	await askCountersignatures(
		trx,
		ctx,
		{ matter_id: row.matter_id, reply_id: row.id },
		row.co_units.map((unit) => unit.unit_id),
	);
	return { log: { unit_id: row.unit_id, result_class: row.result_class } };
};
const answerFor =
	(state: 'agreed' | 'disagreed'): Changing<{ note?: string; reason?: string }> =>
	async (trx, { row, input, ctx }) => {
		const mine = row.co_units
			.map((unit) => unit.unit_id)
			.filter((unit) => bodiesAs(ctx.actor, 'unit_head').includes(unit));
		await answerCountersignature(trx, ctx, row.id, mine, state, input.note ?? input.reason ?? '');
		return { log: { unit_ids: mine, note: input.note ?? input.reason ?? '' } };
	};
const sign: Changing<{ letter_no: string }> = async (_trx, { row, input, ctx }) => ({
	set: { letter_no: input.letter_no, signed_by: ctx.actor.person_id, signed_at: ctx.now, return_reason: null },
	log: { unit_id: row.unit_id, letter_no: input.letter_no },
});
const check: Changing<{ result_class?: string | null }> = async (_trx, { row, input, ctx }) => ({
	set: { checked_by: ctx.actor.person_id, result_class: input.result_class || row.result_class },
	log: { result_class: input.result_class || row.result_class },
});
const sendBack: Changing<{ reason: string }> = async (_trx, { input }) => ({
	set: { return_reason: input.reason, signed_at: null, signed_by: null },
	log: { reason: input.reason },
});

/** Delivered to every proposer; what was promised is followed from now on. */
const deliver: Changing = async (trx, { row, ctx }) => {
	const commitments = await insertCommitments(
		trx,
		ctx,
		{ matter_id: row.matter_id, unit_id: row.unit_id },
		row.promises,
	);
	for (const { id, due_on } of commitments)
		await startPromisedDeadline(trx, ctx, { matter_id: row.matter_id, machine: 'commitment', subject_id: id }, due_on);
	return {
		set: { delivered_at: ctx.now },
		log: { unit_id: row.unit_id, result_class: row.result_class, promises: row.promises.length },
	};
};

const complete = [
	rules.hasBody,
	rules.withinReplyLength,
	rules.hasClass,
	rules.hasContactPerson,
	rules.metTheProposer,
	rules.promisesWhatItPlans,
];

/** One written answer: drafted by the lead unit, countersigned by every co-unit, signed, checked, delivered. */
export const replyLifecycle = defineMachine<ReplyFacts, ReplyState, ReplyAction, typeof replyInput>({
	name: 'reply',
	...childOf('reply'),
	states: replyStates,
	initial: 'drafted',
	input: replyInput,
	may: replyGrants,
	find: findReply,
	acts: {
		revise: { from: ['drafted', 'sent_back'], to: 'drafted', when: [rules.matterGoesOn], change: revise, quiet: true },
		circulate: {
			from: ['drafted', 'sent_back'],
			to: 'circulated',
			when: [rules.matterGoesOn],
			needs: complete,
			change: askCoUnits,
			starts: ['countersignature'],
			raises: [{ on: 'self', action: 'conclude_countersigning' }],
			then: ['notify_co_units'],
		},
		// also where another co-unit has come in meanwhile
		countersign: {
			from: ['circulated', 'countersigned'],
			to: 'same',
			when: [rules.matterGoesOn, rules.notYetCountersigned],
			change: answerFor('agreed'),
			raises: [{ on: 'self', action: 'conclude_countersigning' }],
		},
		disagree: {
			from: ['circulated'],
			to: 'drafted',
			when: [rules.matterGoesOn],
			change: answerFor('disagreed'),
			meets: ['countersignature'],
			then: ['notify_lead_unit'],
		},
		conclude_countersigning: {
			from: ['circulated'],
			to: 'countersigned',
			when: [rules.everyCoUnitCountersigned],
			meets: ['countersignature'],
			then: ['notify_lead_unit'],
		},
		sign: {
			from: ['countersigned'],
			to: 'signed',
			when: [rules.matterGoesOn, rules.everyCoUnitCountersigned],
			change: sign,
			starts: ['check'],
			then: ['notify_inspectors'],
		},
		check: {
			from: ['signed'],
			to: 'checked',
			when: [rules.matterGoesOn],
			needs: [rules.knownClass, rules.correctedClassHasPromises],
			change: check,
			meets: ['check'],
			then: ['notify_lead_unit'],
		},
		send_back: {
			from: ['signed'],
			to: 'sent_back',
			when: [rules.matterGoesOn],
			change: sendBack,
			meets: ['check'],
			then: ['notify_lead_unit'],
		},
		deliver: {
			from: ['checked'],
			to: 'delivered',
			when: [rules.matterGoesOn],
			change: deliver,
			raises: [
				{ on: 'children', machine: 'assignment', action: 'answer' },
				{ on: 'parent', action: 'answer' },
			],
			then: ['notify_proposers'],
		},
	},
});
