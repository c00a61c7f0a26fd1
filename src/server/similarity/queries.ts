import { sql } from 'kysely';
import type { Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { visibleTo } from '../matters/relations.ts';

export interface Candidate {
	id: string;
	shared: number;
}

/** Of a word that very many matters share, so many are looked at, the newest: it hardly tells them apart anyway. */
const mostOfATerm = 4000;
/** The rarest words first, until so many rows are gathered; the first of them in any case. */
const mostRows = 40_000;

/**
 * The matters that share most of these words, each word counting by how few matters hold it. Only such as the reader may
 * read in full: of what he sees the title alone, no likeness is told.
 */
export async function listCandidates(
	db: Db,
	ctx: Context,
	{ terms, not, limit }: { terms: readonly string[]; not?: string; limit: number },
): Promise<Candidate[]> {
	const inFull = ctx.actor.mandates.length ? sql`true` : sql`m.openness <> 'summary'`;
	const { rows } = await sql<Candidate>`
		with held as materialized (
			select h.ids, sum(h.n) over (order by h.n, t.term) - h.n as before, ln(1 + (select last + 1 from search_place where committee_id = ${ctx.committee.id}) / h.n::float8) as weight
			from unnest(${[...terms]}::text[]) t (term), lateral (
				select array_agg(newest.matter_id) as ids, count(*) as n from (
					select s.matter_id from similarity_term s where s.committee_id = ${ctx.committee.id} and s.term = t.term order by s.matter_id desc limit ${mostOfATerm}
				) newest
			) h where h.n > 0
		), best as materialized (
			select matter_id, sum(weight) as shared from held, unnest(held.ids) matter_id where held.before < ${mostRows}
			group by matter_id having count(*) > ${terms.length > 4 ? 1 : 0} order by shared desc limit ${limit * 4}
		)
		select m.id, b.shared from best b join matter m on m.committee_id = ${ctx.committee.id} and m.id = b.matter_id
		where m.id is distinct from ${not ?? null}::uuid and m.state not in ('draft', 'withdrawn') and ${inFull} and ${visibleTo(ctx.actor)}
		order by b.shared desc limit ${limit}`.execute(db);
	return rows;
}

export interface IdRow {
	id: string;
}
/** The matters of one session, as a list to compare within; the newest three thousand. */
export async function listOfSession(db: Db, ctx: Context, session_id: string): Promise<string[]> {
	const { rows } = await sql<IdRow>`
		select m.id from matter m where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.plenary_session_id = ${session_id}
			and m.state not in ('draft', 'withdrawn') and ${visibleTo(ctx.actor)}
		order by m.changed_at desc, m.id desc limit 3000`.execute(db);
	return rows.map(({ id }) => id);
}
