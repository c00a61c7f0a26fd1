import type { Insertable } from 'kysely';
import { newId } from '../../core/id.ts';
import type { Schema } from '../../core/schema.ts';
import { computeDeadline } from '../../core/working-days.ts';
import type { Life } from './history.ts';
import type { Rows } from './story.ts';

type Assignment = Insertable<Schema['assignment']> & { id: string };

/** The proposal at the units, from the day on which it was given to them to the answer and what was said of it. */
export function handling(life: Life): Rows {
	const { assigned, answered } = life.steps;
	if (!assigned) return {};
	const assignment = assignmentsOf(life, assigned);
	const { id, story } = life;
	for (const { id: subject_id, unit_id, role } of assignment)
		story.tell({
			machine: 'assignment',
			subject_id,
			action: 'confirm',
			from: null,
			to: 'assigned',
			at: assigned,
			content: { unit_id, role },
		});
	story.tell({ machine: 'proposal', subject_id: id, action: 'assign', from: 'admitted', to: 'assigned', at: assigned });
	const answering = assignment.filter((one) => one.role !== 'co');
	return { assignment, deadline: deadlinesOf(life, answering), ...(answered && answer(life, answered, answering)) };
}

function assignmentsOf({ id, committee_id, row, assigner_id, steps: { answered } }: Life, at: Date): Assignment[] {
	const lead = row.handling === 'split' ? ('split' as const) : ('lead' as const);
	const named = [
		...row.lead_unit_ids.map((unit_id) => ({ unit_id, role: lead })),
		...row.co_unit_ids.map((unit_id) => ({ unit_id, role: 'co' as const })),
	];
	const state = answered ? 'answered' : 'assigned';
	return named.map((unit) => ({
		committee_id,
		id: newId(at.getTime()),
		matter_id: id,
		assigner_id,
		...unit,
		state,
		assigned_at: at,
		answered_at: answered ?? null,
	}));
}

/** By when the answer was due, by the committee's present term: whether it came in time is counted by it. */
function deadlinesOf(
	{ ctx, id, committee_id, row, steps: { answered }, calendar, term }: Life,
	answering: readonly Assignment[],
): Rows['deadline'] {
	const { assigned_on, replied_on } = row;
	if (!assigned_on) return [];
	const explanation = computeDeadline({ startsOn: assigned_on, term, calendar });
	return answering.map(({ id: subject_id }) => ({
		committee_id,
		id: newId(ctx.now.getTime()),
		matter_id: id,
		machine: 'assignment',
		subject_id,
		kind: 'reply',
		starts_on: assigned_on,
		due_on: explanation.due,
		explanation,
		state: answered ? ('met' as const) : ('open' as const),
		ended_on: (answered && replied_on) ?? null,
	}));
}

function answer(
	{ ctx, id, committee_id, row, owner_id, rating, story, texts }: Life,
	at: Date,
	answering: readonly Assignment[],
): Rows {
	const result_class = row.result_class ?? null;
	const of = { committee_id, matter_id: id, round: 1 };
	const reply = answering.map((assignment, index) => ({
		...of,
		id: newId(ctx.now.getTime()),
		assignment_id: assignment.id,
		unit_id: assignment.unit_id,
		state: 'delivered',
		result_class,
		body: replyText(texts?.replies ?? [], index),
		letter_no: texts?.letter_no ?? null,
		delivered_at: at,
	}));
	for (const { id: subject_id, unit_id } of reply)
		story.tell({
			machine: 'reply',
			subject_id,
			action: 'deliver',
			from: null,
			to: 'delivered',
			at,
			content: { unit_id, result_class, promises: 0 },
		});
	const given = row.satisfaction !== undefined;
	const said = given ? rating : null;
	const opinion = newId(ctx.now.getTime());
	const evaluation = [
		{
			...of,
			id: opinion,
			person_id: owner_id,
			state: given ? 'given' : 'lapsed',
			opened_at: at,
			given_at: given ? at : null,
			work: said,
			result: said,
		},
	];
	const onward = (action: string, from: string, to: string, content: Record<string, unknown> = {}) =>
		story.tell({ machine: 'proposal', subject_id: id, action, from, to, at, content });
	onward('answer', 'assigned', 'answered', { result_class, asked: 1 });
	story.tell({
		machine: 'evaluation',
		subject_id: opinion,
		action: given ? 'give' : 'lapse',
		from: null,
		to: given ? 'given' : 'lapsed',
		at,
	});
	onward('rate', 'answered', 'rated');
	onward('close', 'rated', 'closed', { remark: '' });
	return { reply: reply.map(({ unit_id: _, ...stored }) => stored), evaluation };
}

/** One reply answers for all units that lead; several do so in the order of the units. */
export const replyText = (replies: readonly string[], index: number): string =>
	(replies.length === 1 ? replies[0] : replies[index]) ?? '';
