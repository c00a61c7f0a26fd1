import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
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

/** What was merged into one proposal is merged into another from now on. */
export const followMain = (trx: Trx, ctx: Context, main: { from: string; to: string }) =>
	trx
		.updateTable('proposal')
		.set({ merged_into_id: main.to })
		.where('committee_id', '=', ctx.committee.id)
		.where('merged_into_id', '=', main.from)
		.where('id', '<>', main.to)
		.execute();

/** Of what was merged into a proposal the one that came first. */
export async function findHeir(db: Db, ctx: Context, main_id: string): Promise<string | undefined> {
	const { rows } = await sql<{ id: string }>`
		select m.id from proposal p join matter m on m.committee_id = p.committee_id and m.id = p.id
		where p.committee_id = ${ctx.committee.id} and p.merged_into_id = ${main_id} and m.state = 'merged' order by m.submitted_at, m.id limit 1`.execute(
		db,
	);
	return rows[0]?.id;
}
