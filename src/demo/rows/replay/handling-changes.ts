import { bodiesAs, type Context } from '#server/core/context.ts';
import type { AssignmentFacts, ReplyFacts } from '#server/handling/queries/facts.ts';
import type { Row } from '../row.ts';
import { change, type Scene } from './change.ts';
import { endClocks, extendReplyClock, startClocksOfUnit, startPromisedClock } from './clocks.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** Changes of src/server/handling/*-lifecycle.ts that reach beyond the row itself. */
type Assignments<Input> = Scene<AssignmentFacts, Input>;
type Replies<Input> = Scene<ReplyFacts, Input>;

type Named = Pick<Row<'assignment'>, 'unit_id' | 'assigner_id' | 'role' | 'round'> & { state: 'proposed' | 'assigned' };
export function addAssignment(world: World, life: Life, ctx: Context, named: Named): Row<'assignment'> {
	const { committee_id, id: matter_id } = life.matter;
	if (world.register.body(named.unit_id)?.kind !== 'handling_unit') throw new Error('one of the bodies named is no handling unit');
	const assigned_at = named.state === 'assigned' ? ctx.now : null;
	const nothingYet = { acknowledged_at: null, acknowledged_by: null, return_reason: null, opinion: null, answered_at: null, extension_reason: null };
	const added = { committee_id, id: life.nextId(ctx.now), matter_id, version: 1, extended: false, assigned_at, ...nothingYet, ...named };
	life.assignments.push(added);
	return added;
}

function handOver({ world, life, row, ctx, input }: Assignments<{ remark: string }>) {
	startClocksOfUnit(world, life, ctx, row);
	return { set: { assigned_at: ctx.now }, log: { unit_id: row.unit_id, role: row.role, remark: input.remark } };
}

function moveToUnit({ world, life, row, ctx, input }: Assignments<{ unit_id: string; reason: string }>) {
	const { assigner_id, role, round } = row;
	if (life.assignments.some(({ unit_id, state }) => unit_id === input.unit_id && state !== 'reassigned')) throw new Error('the unit has a part in it already');
	endClocks(life, ctx, 'all', 'cancelled', row.id);
	startClocksOfUnit(world, life, ctx, addAssignment(world, life, ctx, { unit_id: input.unit_id, assigner_id, role, round, state: 'assigned' }));
	return { log: { unit_id: row.unit_id, to_unit_id: input.unit_id, reason: input.reason } };
}

type Contact = { stage: string; mode: string; on: string; place: string; note: string };
function recordContact({ life, row, ctx, input }: Assignments<Contact>) {
	const { committee_id, id: matter_id } = life.matter;
	const { on: held_on, place, ...said } = input;
	const of = { committee_id, id: life.nextId(ctx.now), matter_id, assignment_id: row.id, round: row.round };
	life.contacts.push({ ...of, ...said, held_on, place: place || null, recorded_by: ctx.actor.person_id ?? '', recorded_at: ctx.now });
	return { log: { unit_id: row.unit_id, ...input } };
}

function extend({ world, life, row }: Assignments<unknown>) {
	extendReplyClock(world, life, row.id);
	return { set: { extended: true, extension_reason: null }, log: { unit_id: row.unit_id } };
}

function beginReply({ life, row, ctx }: Assignments<unknown>) {
	const { committee_id, id: matter_id } = life.matter;
	const id = life.nextId(ctx.now);
	const unsigned = { letter_no: null, signed_by: null, signed_at: null, checked_by: null, delivered_at: null, return_reason: null };
	const unwritten = { body: '', result_class: null, openness: 'full' as const, contact_name: '', contact_phone: '', promises: [] };
	life.replies.push({ committee_id, id, matter_id, assignment_id: row.id, round: row.round, state: 'drafted', version: 1, ...unwritten, ...unsigned });
	return { log: { unit_id: row.unit_id, reply_id: id } };
}

function askCoUnits({ life, row, ctx }: Replies<unknown>) {
	const { committee_id, id: matter_id } = life.matter;
	for (const { unit_id } of row.co_units) {
		const asked = { state: 'asked' as const, answered_by: null, answered_at: null };
		const before = life.countersignatures.find((one) => one.reply_id === row.id && one.unit_id === unit_id);
		if (before) Object.assign(before, asked);
		else life.countersignatures.push({ committee_id, id: life.nextId(ctx.now), matter_id, reply_id: row.id, unit_id, note: null, ...asked });
	}
	return { log: { unit_id: row.unit_id, result_class: row.result_class } };
}

const answerFor = (state: 'agreed' | 'disagreed') =>
	change<ReplyFacts, { note?: string; reason?: string }>(({ life, row, ctx, input }) => {
		const note = input.note ?? input.reason ?? '';
		const mine = row.co_units.map(({ unit_id }) => unit_id).filter((unit) => bodiesAs(ctx.actor, 'unit_head').includes(unit));
		const answers = life.countersignatures.filter((one) => one.reply_id === row.id && mine.includes(one.unit_id));
		for (const answer of answers) Object.assign(answer, { state, note: note || null, answered_by: ctx.actor.person_id, answered_at: ctx.now });
		return { log: { unit_ids: mine, note } };
	});

function deliver({ life, row, ctx }: Replies<unknown>) {
	const { committee_id, id: matter_id } = life.matter;
	row.promises.forEach((promise, position) => {
		const id = life.nextId(ctx.now);
		const unreported = { progress: null, evidence: null, verified_on: null };
		life.commitments.push({ committee_id, id, matter_id, unit_id: row.unit_id, ...promise, position, state: 'open', version: 1, ...unreported });
		startPromisedClock(life, ctx, { machine: 'commitment', subject_id: id }, promise.due_on);
	});
	return { set: { delivered_at: ctx.now }, log: { unit_id: row.unit_id, result_class: row.result_class, promises: row.promises.length } };
}

export const handlingChanges = {
	'assignment.confirm': change(handOver),
	'assignment.reassign': change(moveToUnit),
	'assignment.record_contact': change(recordContact),
	'assignment.grant_extension': change(extend),
	'assignment.draft_reply': change(beginReply),
	'reply.circulate': change(askCoUnits),
	'reply.countersign': answerFor('agreed'),
	'reply.disagree': answerFor('disagreed'),
	'reply.deliver': change(deliver),
};
