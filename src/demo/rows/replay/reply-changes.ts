import { bodiesAs } from '#server/core/context.ts';
import type { ReplyFacts } from '#server/handling/queries/facts.ts';
import { change, type Scene } from './change.ts';
import { startPromisedClock } from './clocks.ts';

/** Changes of src/server/handling/reply-lifecycle.ts that reach beyond the reply's own row. */
type Replies<Input> = Scene<ReplyFacts, Input>;

function askCoUnits({ life, row, ctx }: Replies<unknown>) {
	const { committee_id, id: matter_id } = life.matter;
	for (const { unit_id } of row.co_units) {
		const asked = { state: 'asked' as const, answered_by: null, answered_at: null };
		const before = life.countersignatures.find((one) => one.reply_id === row.id && one.unit_id === unit_id);
		if (before) Object.assign(before, asked);
		else
			life.countersignatures.push({
				committee_id,
				id: life.nextId(ctx.now),
				matter_id,
				reply_id: row.id,
				unit_id,
				note: null,
				...asked,
			});
	}
	return { log: { unit_id: row.unit_id, result_class: row.result_class } };
}

const answerFor = (state: 'agreed' | 'disagreed') =>
	change<ReplyFacts, { note?: string; reason?: string }>(({ life, row, ctx, input }) => {
		const note = input.note ?? input.reason ?? '';
		const mine = row.co_units
			.map(({ unit_id }) => unit_id)
			.filter((unit) => bodiesAs(ctx.actor, 'unit_head').includes(unit));
		const answers = life.countersignatures.filter((one) => one.reply_id === row.id && mine.includes(one.unit_id));
		for (const answer of answers)
			Object.assign(answer, { state, note: note || null, answered_by: ctx.actor.person_id, answered_at: ctx.now });
		return { log: { unit_ids: mine, note } };
	});

function deliver({ life, row, ctx }: Replies<unknown>) {
	const { committee_id, id: matter_id } = life.matter;
	row.promises.forEach((promise, position) => {
		const id = life.nextId(ctx.now);
		const unreported = { progress: null, evidence: null, verified_on: null };
		life.commitments.push({
			committee_id,
			id,
			matter_id,
			unit_id: row.unit_id,
			...promise,
			position,
			state: 'open',
			version: 1,
			...unreported,
		});
		startPromisedClock(life, ctx, { machine: 'commitment', subject_id: id }, promise.due_on);
	});
	return {
		set: { delivered_at: ctx.now },
		log: { unit_id: row.unit_id, result_class: row.result_class, promises: row.promises.length },
	};
}

export const replyChanges = {
	// the lifecycle's own gives the promises as the text that the database wants
	'reply.revise': change<ReplyFacts, object>(({ input }) => ({ set: { ...input } })),
	'reply.circulate': change(askCoUnits),
	'reply.countersign': answerFor('agreed'),
	'reply.disagree': answerFor('disagreed'),
	'reply.deliver': change(deliver),
};
