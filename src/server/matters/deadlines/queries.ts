import { sql } from 'kysely';
import type { PlainDate } from '../../core/clock.ts';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
import { calendarOf } from '../../core/deadlines.ts';
import type { Settings } from '../../core/settings.ts';
import type { Deadline } from '../../core/working-days.ts';
import { recomputed } from './rules.ts';

export interface UncertainDeadline {
	id: string;
	matter_id: string;
	/** The machine of the matter is named after its kind. */
	matter_kind: string;
	kind: string;
	starts_on: PlainDate;
	due_on: PlainDate;
	explanation: Deadline;
}

/** Clocks that still run and end in a year whose holidays were not announced when they were computed; of one matter, or of all. */
export async function listUncertain(db: Db, ctx: Context, matter_id?: string): Promise<UncertainDeadline[]> {
	const { rows } = await sql<UncertainDeadline>`
		select d.id, d.matter_id, m.kind as matter_kind, d.kind, d.starts_on, d.due_on, d.explanation
		from deadline d join matter m on m.committee_id = d.committee_id and m.id = d.matter_id
		where d.committee_id = ${ctx.committee.id} and d.state = 'open' and d.explanation ->> 'beyond_known_calendar' = 'true'
			${matter_id ? sql`and d.matter_id = ${matter_id}` : sql``}
		order by d.matter_id, d.id limit 20000`.execute(db);
	return rows;
}

export interface MovedDeadline {
	kind: string;
	was: PlainDate;
	due: PlainDate;
}

/** Computes the matter's uncertain clocks anew and tells what became of each. */
export async function recomputeUncertain(
	trx: Trx,
	ctx: Context,
	settings: Settings,
	matter_id: string,
): Promise<MovedDeadline[]> {
	const moved: MovedDeadline[] = [];
	for (const deadline of await listUncertain(trx, ctx, matter_id)) {
		const explanation = recomputed(deadline, calendarOf(settings));
		if (!explanation) continue;
		await trx
			.updateTable('deadline')
			.set({ due_on: explanation.due, explanation })
			.where('committee_id', '=', ctx.committee.id)
			.where('id', '=', deadline.id)
			.execute();
		moved.push({ kind: deadline.kind, was: deadline.due_on, due: explanation.due });
	}
	return moved;
}
