import type { Context } from '#server/core/context.ts';
import type { AssignmentFacts } from '#server/handling/queries/facts.ts';
import type { Row } from '../row.ts';
import { change, type Scene } from './change.ts';
import { endClocks, extendReplyClock, startClocksOfUnit } from './clocks.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** Changes of src/server/handling/assignment-lifecycle.ts that reach beyond the assignment's own row. */
type Assignments<Input> = Scene<AssignmentFacts, Input>;

type Named = Pick<Row<'assignment'>, 'unit_id' | 'assigner_id' | 'role' | 'round'> & { state: 'proposed' | 'assigned' };
export function addAssignment(world: World, life: Life, ctx: Context, named: Named): Row<'assignment'> {
	const { committee_id, id: matter_id } = life.matter;
	if (world.register.body(named.unit_id)?.kind !== 'handling_unit')
		throw new Error('one of the bodies named is no handling unit');
	const assigned_at = named.state === 'assigned' ? ctx.now : null;
	const nothingYet = {
		acknowledged_at: null,
		acknowledged_by: null,
		return_reason: null,
		opinion: null,
		answered_at: null,
		extension_reason: null,
	};
	const added = {
		committee_id,
		id: life.nextId(ctx.now),
		matter_id,
		version: 1,
		extended: false,
		assigned_at,
		...nothingYet,
		...named,
	};
	life.assignments.push(added);
	return added;
}

function handOver({ world, life, row, ctx, input }: Assignments<{ remark: string }>) {
	startClocksOfUnit(world, life, ctx, row);
	return { set: { assigned_at: ctx.now }, log: { unit_id: row.unit_id, role: row.role, remark: input.remark } };
}

function moveToUnit({ world, life, row, ctx, input }: Assignments<{ unit_id: string; reason: string }>) {
	const { assigner_id, role, round } = row;
	if (life.assignments.some(({ unit_id, state }) => unit_id === input.unit_id && state !== 'reassigned'))
		throw new Error('the unit has a part in it already');
	endClocks(life, ctx, 'all', 'cancelled', row.id);
	startClocksOfUnit(
		world,
		life,
		ctx,
		addAssignment(world, life, ctx, { unit_id: input.unit_id, assigner_id, role, round, state: 'assigned' }),
	);
	return { log: { unit_id: row.unit_id, to_unit_id: input.unit_id, reason: input.reason } };
}

type Contact = { stage: string; mode: string; on: string; place: string; note: string };
function recordContact({ life, row, ctx, input }: Assignments<Contact>) {
	const { committee_id, id: matter_id } = life.matter;
	const { on: held_on, place, ...said } = input;
	const of = { committee_id, id: life.nextId(ctx.now), matter_id, assignment_id: row.id, round: row.round };
	life.contacts.push({
		...of,
		...said,
		held_on,
		place: place || null,
		recorded_by: ctx.actor.person_id ?? '',
		recorded_at: ctx.now,
	});
	return { log: { unit_id: row.unit_id, ...input } };
}

function extend({ world, life, row }: Assignments<unknown>) {
	extendReplyClock(world, life, row.id);
	return { set: { extended: true, extension_reason: null }, log: { unit_id: row.unit_id } };
}

function beginReply({ life, row, ctx }: Assignments<unknown>) {
	const { committee_id, id: matter_id } = life.matter;
	const id = life.nextId(ctx.now);
	const unsigned = {
		letter_no: null,
		signed_by: null,
		signed_at: null,
		checked_by: null,
		delivered_at: null,
		return_reason: null,
	};
	const before = life.replies.findLast(({ assignment_id }) => assignment_id === row.id);
	const begun = before && {
		body: before.body,
		result_class: before.result_class,
		openness: before.openness,
		contact_name: before.contact_name,
		contact_phone: before.contact_phone,
	};
	const unwritten = {
		body: '',
		result_class: null,
		openness: 'full' as const,
		contact_name: '',
		contact_phone: '',
		promises: [],
	};
	life.replies.push({
		committee_id,
		id,
		matter_id,
		assignment_id: row.id,
		round: row.round,
		state: 'drafted',
		version: 1,
		...unwritten,
		...begun,
		...unsigned,
	});
	return { log: { unit_id: row.unit_id, reply_id: id } };
}

export const assignmentChanges = {
	'assignment.confirm': change(handOver),
	'assignment.reassign': change(moveToUnit),
	'assignment.record_contact': change(recordContact),
	'assignment.grant_extension': change(extend),
	'assignment.draft_reply': change(beginReply),
};
