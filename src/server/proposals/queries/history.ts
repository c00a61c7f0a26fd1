import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import type { ContactRow } from '../../handling/queries/facts.ts';
import type { DeadlineRow, TimelineRow } from '../../matters/queries.ts';
import { mergeable, type MergeTarget } from './merging.ts';

export interface History {
	deadlines: DeadlineRow[];
	contacts: ContactRow[];
	timeline: TimelineRow[];
	/** Only while it is under examination. */
	targets: MergeTarget[];
}

const listed = (select: ReturnType<typeof sql>) =>
	sql`(select coalesce(json_agg(row_to_json(part)), '[]') from (${select}) part)`;

/** What lies around a dossier, in one statement; what it could be merged into is for the committee's desk alone, and what is allowed does not ask for the log. */
export async function findHistory(
	db: Db,
	ctx: Context,
	id: string,
	{ targets = true, timeline = true } = {},
): Promise<History> {
	const of = sql`committee_id = ${ctx.committee.id} and x.matter_id = ${id}`;
	const deadlines = sql`select x.id, x.machine, x.subject_id, x.kind, x.starts_on, x.due_on, x.explanation, x.state, x.ended_on
		from deadline x where x.${of} order by x.due_on, x.id limit 200`;
	const contacts = sql`select x.id, x.assignment_id, a.unit_id, b.short_name as unit, x.round, x.stage, x.mode, x.held_on, x.place, x.note
		from contact x join assignment a on a.committee_id = x.committee_id and a.id = x.assignment_id join body b on b.committee_id = a.committee_id and b.id = a.unit_id
		where x.${of} order by x.held_on, x.id limit 100`;
	const entries = sql`select x.seq, x.machine, x.subject_id, x.action, x.from_state, x.to_state, x.actor_id, actor.name as actor, behalf.name as on_behalf_of, x.at, c.content
		from timeline x left join timeline_content c on c.committee_id = x.committee_id and c.matter_id = x.matter_id and c.seq = x.seq
		left join person actor on actor.id = x.actor_id left join person behalf on behalf.id = x.on_behalf_of where x.${of} order by x.seq limit 500`;
	const { rows } = await sql<History>`
		select ${listed(deadlines)} as deadlines, ${listed(contacts)} as contacts, case when ${timeline} then ${listed(entries)} else '[]'::json end as timeline,
			case when ${targets} and exists (select from matter o where o.committee_id = ${ctx.committee.id} and o.id = ${id} and o.state in ('submitted', 'under_review'))
				then ${listed(mergeable(ctx, id))} else '[]'::json end as targets`.execute(db);
	const found = rows[0] ?? { deadlines: [], contacts: [], timeline: [], targets: [] };
	// JSON knows no instants
	return { ...found, timeline: found.timeline.map((entry) => ({ ...entry, at: new Date(entry.at) })) };
}
