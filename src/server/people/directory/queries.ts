import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';

export interface Directory {
	/** Latest first. */
	sessions: { id: string; name: string }[];
	/** 届, latest first. */
	terms: { id: string; name: string }[];
	sectors: { id: string; name: string }[];
	/** Units that still exist, in the committee's own order. */
	units: { id: string; name: string; unit_kind: string | null }[];
	/** Offices in which somebody may confirm assignments. */
	assigners: { id: string; name: string }[];
	/** Other offices in whose hands a matter may be. */
	offices: { id: string; name: string }[];
}

/** What a desk filters by and chooses from, as a part of another statement or as one of its own. */
export function directoryFor(ctx: Context) {
	const bodies = (
		that: ReturnType<typeof sql>,
	) => sql`(select coalesce(json_agg(json_build_object('id', b.id, 'name', b.short_name, 'unit_kind', b.unit_kind) order by b.position, b.name), '[]')
		from body b where b.committee_id = ${ctx.committee.id} and b.successor_id is null and ${that})`;
	const held = (role: string) =>
		sql`exists (select from mandate md where md.committee_id = b.committee_id and md.body_id = b.id and md.role = ${role})`;
	return sql<Directory>`
		select (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) order by s.opens_on desc), '[]') from plenary_session s where s.committee_id = ${ctx.committee.id}) as sessions,
			(select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.starts_on desc), '[]') from term t where t.committee_id = ${ctx.committee.id}) as terms,
			${bodies(sql`b.kind = 'sector'`)} as sectors, ${bodies(sql`b.kind = 'handling_unit'`)} as units, ${bodies(held('assigner'))} as assigners,
			${bodies(sql`(${held('inspector')} or ${held('proposal_clerk')} or ${held('proposal_director')})`)} as offices`;
}

export async function findDirectory(db: Db, ctx: Context): Promise<Directory> {
	const { rows } = await directoryFor(ctx).execute(db);
	return rows[0] ?? { sessions: [], terms: [], sectors: [], units: [], assigners: [], offices: [] };
}
