import { sql } from 'kysely';
import type { PlainDate } from '../../core/clock.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';

export interface OpenDeadline {
	id: string;
	matter_id: string;
	subject_id: string;
	kind: string;
	starts_on: PlainDate;
	due_on: PlainDate;
}

/** Clocks that run out by `until` or have run out, the oldest first; `after` is the last one of the page before. */
export async function listOpenDeadlines(
	db: Db,
	ctx: Context,
	{ until, after, limit }: { until: PlainDate; after?: OpenDeadline; limit: number },
): Promise<OpenDeadline[]> {
	const { rows } = await sql<OpenDeadline>`
		select id, matter_id, subject_id, kind, starts_on, due_on from deadline
		where committee_id = ${ctx.committee.id} and state = 'open' and due_on <= ${until} ${after ? sql`and (due_on, id) > (${after.due_on}, ${after.id}::uuid)` : sql``}
		order by due_on, id limit ${limit}`.execute(db);
	return rows;
}
