import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Trx } from '../../core/database.ts';
import { newId } from '../../core/id.ts';
import type { StoredPromise } from '../../core/schema.ts';

export interface NewAssignment {
	matter_id: string;
	unit_id: string;
	assigner_id: string;
	role: 'lead' | 'co' | 'split';
	state: 'proposed' | 'assigned';
	round?: number;
}

export async function insertAssignment(trx: Trx, ctx: Context, assignment: NewAssignment): Promise<string> {
	const id = newId(ctx.now.getTime());
	await trx
		.insertInto('assignment')
		.values({
			committee_id: ctx.committee.id,
			id,
			assigned_at: assignment.state === 'assigned' ? ctx.now : null,
			acknowledged_at: null,
			acknowledged_by: null,
			return_reason: null,
			opinion: null,
			answered_at: null,
			extension_reason: null,
			...assignment,
		})
		.execute();
	return id;
}

/** Assignments that were only proposed may be proposed anew; those gone out may not. */
export const deleteProposedAssignments = (trx: Trx, ctx: Context, matter_id: string) =>
	trx
		.deleteFrom('assignment')
		.where('committee_id', '=', ctx.committee.id)
		.where('matter_id', '=', matter_id)
		.where('state', '=', 'proposed')
		.execute();

export const insertContact = (
	trx: Trx,
	ctx: Context,
	of: { matter_id: string; assignment_id: string; round: number },
	input: { stage: string; mode: string; on: string; place: string; note: string },
) =>
	trx
		.insertInto('contact')
		.values({
			committee_id: ctx.committee.id,
			id: newId(ctx.now.getTime()),
			...of,
			stage: input.stage,
			mode: input.mode,
			held_on: input.on,
			place: input.place || null,
			note: input.note,
			recorded_by: ctx.actor.person_id ?? '',
			recorded_at: ctx.now,
		})
		.execute();

/** The words of the round before, to begin with; what was promised then is followed already. */
const textBefore = (trx: Trx, ctx: Context, assignment_id: string) =>
	trx
		.selectFrom('reply')
		.select(['body', 'result_class', 'openness', 'contact_name', 'contact_phone'])
		.where('committee_id', '=', ctx.committee.id)
		.where('assignment_id', '=', assignment_id)
		.orderBy('round', 'desc')
		.limit(1)
		.executeTakeFirst();

/** A delivered reply stays as it is: each round has one of its own. */
export async function insertReply(
	trx: Trx,
	ctx: Context,
	of: { matter_id: string; assignment_id: string; round: number },
): Promise<string> {
	const id = newId(ctx.now.getTime());
	const before = await textBefore(trx, ctx, of.assignment_id);
	await trx
		.insertInto('reply')
		.values({
			committee_id: ctx.committee.id,
			id,
			...of,
			state: 'drafted',
			result_class: null,
			...before,
			letter_no: null,
			signed_by: null,
			signed_at: null,
			checked_by: null,
			delivered_at: null,
			return_reason: null,
		})
		.execute();
	return id;
}

/** Every co-unit is asked, and asked anew where the text changed after it had answered. */
export async function askCountersignatures(
	trx: Trx,
	ctx: Context,
	of: { matter_id: string; reply_id: string },
	unit_ids: readonly string[],
): Promise<void> {
	for (const unit_id of unit_ids)
		await trx
			.insertInto('countersignature')
			.values({
				committee_id: ctx.committee.id,
				id: newId(ctx.now.getTime()),
				...of,
				unit_id,
				state: 'asked',
				note: null,
				answered_by: null,
				answered_at: null,
			})
			.onConflict((conflict) =>
				conflict
					.columns(['committee_id', 'reply_id', 'unit_id'])
					.doUpdateSet({ state: 'asked', answered_at: null, answered_by: null }),
			)
			.execute();
}

export const answerCountersignature = (
	trx: Trx,
	ctx: Context,
	reply_id: string,
	unit_ids: readonly string[],
	state: 'agreed' | 'disagreed',
	note: string,
) =>
	trx
		.updateTable('countersignature')
		.set({ state, note: note || null, answered_by: ctx.actor.person_id, answered_at: ctx.now })
		.where('committee_id', '=', ctx.committee.id)
		.where('reply_id', '=', reply_id)
		.where('unit_id', 'in', [...unit_ids])
		.execute();

/** Another unit takes the place of a co-unit: a reply that is going round, and not signed yet, is for the new one to countersign. */
export const passCountersignature = (trx: Trx, ctx: Context, matter_id: string, unit: { from: string; to: string }) =>
	sql`
		update countersignature c set unit_id = ${unit.to}, state = 'asked', note = null, answered_by = null, answered_at = null
		from reply r where r.committee_id = c.committee_id and r.id = c.reply_id and r.state in ('circulated', 'countersigned')
			and c.committee_id = ${ctx.committee.id} and c.matter_id = ${matter_id} and c.unit_id = ${unit.from}`.execute(trx);

/** The promises of a delivered reply become commitments, each followed until it is kept. */
export async function insertCommitments(
	trx: Trx,
	ctx: Context,
	of: { matter_id: string; unit_id: string },
	promises: readonly StoredPromise[],
): Promise<{ id: string; due_on: string }[]> {
	const rows = promises.map((promise, position) => ({
		committee_id: ctx.committee.id,
		id: newId(ctx.now.getTime()),
		...of,
		...promise,
		position,
		state: 'open',
		progress: null,
		evidence: null,
		verified_on: null,
	}));
	if (rows.length) await trx.insertInto('commitment').values(rows).execute();
	return rows;
}

/** Whether the unit has a live part in the matter. */
export const hasAssignment = async (trx: Trx, ctx: Context, matter_id: string, unit_id: string): Promise<boolean> => {
	const { rows } =
		await sql`select 1 from assignment where committee_id = ${ctx.committee.id} and matter_id = ${matter_id} and unit_id = ${unit_id} and state <> 'reassigned'`.execute(
			trx,
		);
	return rows.length > 0;
};

export const hasOpenUnit = async (trx: Trx, ctx: Context, unit_id: string): Promise<boolean> => {
	const { rows } =
		await sql`select 1 from body where committee_id = ${ctx.committee.id} and id = ${unit_id} and kind = 'handling_unit' and successor_id is null`.execute(
			trx,
		);
	return rows.length > 0;
};
