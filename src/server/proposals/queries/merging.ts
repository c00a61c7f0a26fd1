import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import { visibleTo } from '../../matters/relations.ts';

export interface MergeTarget {
	id: string;
	number_label: string | null;
	title: string;
}

/** What a proposal may be merged into: those of its session under review or admitted that the actor may see, numbered ones first. */
export const mergeable = (ctx: Context, id: string): RawBuilder<MergeTarget> => sql<MergeTarget>`
	select m.id, m.number_label, m.title from matter m
	where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.state in ('under_review', 'admitted') and m.id <> ${id} and ${visibleTo(ctx.actor)}
		and m.plenary_session_id = (select one.plenary_session_id from matter one where one.committee_id = ${ctx.committee.id} and one.id = ${id})
	order by m.number nulls last, m.id limit 500`;

export async function listMergeTargets(db: Db, ctx: Context, id: string): Promise<MergeTarget[]> {
	const { rows } = await mergeable(ctx, id).execute(db);
	return rows;
}
