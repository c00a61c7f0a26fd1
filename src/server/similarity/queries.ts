import { sql } from 'kysely';
import type { Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { relationsTo, visibleTo } from '../matters/relations.ts';
import type { TextRow } from '../proposals/queries/texts.ts';

export interface Candidate extends TextRow {
	shared: number;
}

/** What an examiner has judged to be another matter is not named again. */
const notJudged = (ctx: Context, id: string | undefined) =>
	id
		? sql`not exists (select from unlike_pair u where u.committee_id = ${ctx.committee.id} and u.taken_back_at is null
			and u.first_id = least(m.id, ${id}::uuid) and u.second_id = greatest(m.id, ${id}::uuid))`
		: sql`true`;

/** The rarest words first, and of each the newest places, until so many are gathered: a word that very many share hardly tells them apart. */
const mostPlaces = 40_000;
/** Those of them that share most are looked at with all their words. */
const mostLooked = 160;

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
			select s.term, s.stretch, s.places, cardinality(s.places) as n, sum(cardinality(s.places)) over (partition by s.term) as in_all
			from similarity_term s where s.committee_id = ${ctx.committee.id} and s.term = any(${[...terms]}::text[])
		), weighed as materialized (
			select distinct term, ln(1 + (select sum(filled) from search_block where committee_id = ${ctx.committee.id}) / in_all::float8) as weight from held where in_all > 0
		), nearest as materialized (
			select term, places, sum(n) over (order by in_all, term, stretch desc) - n as before from held
		), gathered as materialized (
			select place, sum(weight) as shared from nearest join weighed using (term), unnest(places) place where before < ${mostPlaces}
			group by place having count(*) > ${terms.length > 4 ? 1 : 0} order by shared desc limit ${mostLooked}
		), best as materialized (
			select d.matter_id, (select sum(w.weight) from unnest(d.terms) one (term) join weighed w using (term)) as shared
			from gathered g join search_document d on d.committee_id = ${ctx.committee.id} and d.place = g.place
		)
		select m.id, m.title, m.openness, m.state, p.situation, p.analysis, p.suggestions, ${relationsTo(ctx.actor)} as relations, b.shared
		from best b join matter m on m.committee_id = ${ctx.committee.id} and m.id = b.matter_id
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		where m.id is distinct from ${not ?? null}::uuid and ${notJudged(ctx, not)} and m.state not in ('draft', 'withdrawn') and ${inFull} and ${visibleTo(ctx.actor)}
		order by b.shared desc limit ${limit}`.execute(db);
	return rows;
}
