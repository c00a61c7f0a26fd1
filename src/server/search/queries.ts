import { sql, type RawBuilder } from 'kysely';
import type { Actor, Context } from '../core/context.ts';
import { inTransaction, type Db, type Trx } from '../core/database.ts';
import { ids, visibleTo } from '../matters/relations.ts';
import { listSearchable } from '../proposals/queries/texts.ts';
import { documentOf, inBlock, ofCommittee } from './document.ts';
import type { AskedNumber } from './query.ts';

export interface SearchFilter {
	session_id?: string;
	term_id?: string;
	state?: string;
	category?: string;
	unit_id?: string;
	kind?: string;
	/** The days on which it was submitted, both included. */
	submitted_from?: string;
	submitted_to?: string;
}

export interface Hit {
	id: string;
	place: number;
	rank: number;
	submitted_at: Date | null;
}

const conditions = (ctx: Context, filter: SearchFilter): RawBuilder<unknown> => {
	const equal = (column: string, value: string | undefined) => (value ? [sql`${sql.ref(column)} = ${value}`] : []);
	const day = sql`(m.submitted_at at time zone ${ctx.committee.zone})::date`;
	const parts = [
		sql`m.committee_id = ${ctx.committee.id}`,
		...equal('m.plenary_session_id', filter.session_id),
		...equal('m.state', filter.state),
		...equal('m.category', filter.category),
		...equal('m.lead_unit_id', filter.unit_id),
		...(filter.kind
			? [
					sql`exists (select from proposal p where p.committee_id = m.committee_id and p.id = m.id and p.kind = ${filter.kind})`,
				]
			: []),
		...(filter.term_id
			? [
					sql`exists (select from plenary_session ps where ps.committee_id = m.committee_id and ps.id = m.plenary_session_id and ps.term_id = ${filter.term_id})`,
				]
			: []),
		...(filter.submitted_from ? [sql`${day} >= ${filter.submitted_from}`] : []),
		...(filter.submitted_to ? [sql`${day} <= ${filter.submitted_to}`] : []),
	];
	return sql.join(parts, sql` and `);
};

/** Whether the reader sees whole matters where he sees any: the same line that the view draws between the public and all others. */
const seesWhole = (actor: Actor): boolean => actor.kind === 'system' || actor.mandates.length > 0;
/** Only what everybody may read, unless the reader sees more; of a matter opened or closed a moment ago, nothing. */
const readingOf = (actor: Actor): { column: RawBuilder<unknown>; current: RawBuilder<unknown> } =>
	seesWhole(actor)
		? { column: sql`d.words`, current: sql`true` }
		: { column: sql`d.open_words`, current: sql`d.openness = m.openness` };

export interface Search {
	/** Counted from the newest block, both included. */
	blocks: { newer: number; older: number };
	/** What must be found, filters included; and by what it is ranked, both as tsquery. */
	query: string;
	ranking: string;
	/** The query as titles are compared. */
	folded: string;
	filter: SearchFilter;
	limit: number;
}

/** Matches in these blocks that the reader may see, the newest first, at most `limit`, and the number of the newest block (-1: none). First by the index alone, then by who may see them. */
export async function listMatches(db: Db, ctx: Context, search: Search): Promise<{ hits: Hit[]; last: number }> {
	const { column, current } = readingOf(ctx.actor);
	const { newer, older } = search.blocks;
	const { rows } = await sql<{ newest: number } & { [Column in keyof Hit]: Hit[Column] | null }>`
		with newest as materialized (
			select last / ${sql.lit(inBlock)} as block from search_place where committee_id = ${ctx.committee.id}
		), asked as materialized (
			select (${search.query}::text || ' & (' || string_agg(quote_literal('=b' || n || ${ofCommittee(ctx.committee.id)}::text), ' | ') || ')')::tsquery as query
			from newest, generate_series(greatest(0, block - ${older}::int), block - ${newer}::int) n
		), matched as materialized (
			select d.matter_id, d.place, d.openness from search_document d where d.committee_id = ${ctx.committee.id} and ${column} @@ (select query from asked)
		), visible as materialized (
			select d.matter_id as id, d.place, m.submitted_at from matched d join matter m on m.committee_id = ${ctx.committee.id} and m.id = d.matter_id
			where ${conditions(ctx, search.filter)} and ${current} and ${visibleTo(ctx.actor)} order by d.place desc limit ${search.limit}
		), ranked as (
			select v.id, v.place, v.submitted_at, ts_rank('{0.05, 0.2, 0.4, 1}', ${column}, ${search.ranking}::text::tsquery)
				+ case when d.title = ${search.folded} then 4 when strpos(d.title, ${search.folded}) > 0 then 1 else 0 end as rank
			from visible v join search_document d on d.committee_id = ${ctx.committee.id} and d.matter_id = v.id
		)
		select newest.block as newest, ranked.* from newest left join ranked on true`.execute(db);
	const hits = rows.filter((row): row is { newest: number } & Hit => row.id !== null);
	return { hits, last: rows[0]?.newest ?? -1 };
}

/** Cases by their number, those of the newest session first. */
export async function listNumbered(db: Db, ctx: Context, number: AskedNumber, filter: SearchFilter): Promise<Hit[]> {
	const { rows } = await sql<Hit>`
		select m.id, 0 as place, 0 as rank, m.submitted_at
		from plenary_session ps join term on term.committee_id = ps.committee_id and term.id = ps.term_id
		join matter m on m.committee_id = ps.committee_id and m.kind = 'proposal' and m.plenary_session_id = ps.id and m.number_label = ${number.label}
		where ps.committee_id = ${ctx.committee.id} and ${conditions(ctx, filter)} and ${visibleTo(ctx.actor)}
			${number.term ? sql`and term.number = ${number.term} and ps.number = ${number.session}` : sql``}
		order by ps.opens_on desc limit 20`.execute(db);
	return rows;
}

/** The committees in which something changed since it was last indexed. */
export async function listWithPending(db: Db): Promise<string[]> {
	const { rows } = await sql<{ committee_id: string }>`select distinct committee_id from search_pending`.execute(db);
	return rows.map((row) => row.committee_id);
}

/** Indexing takes turns within a committee: places are given one after the other. */
const takeTurn = (trx: Trx, ctx: Context) =>
	sql`select pg_advisory_xact_lock(hashtext('search'), hashtext(${ctx.committee.id}))`.execute(trx);

/** The oldest of what is pending is no longer; what changes from now on is noted anew. */
async function takePending(trx: Trx, ctx: Context, limit: number): Promise<string[]> {
	const { rows } = await sql<{ matter_id: string }>`
		with chosen as (
			select matter_id, stamp from search_pending where committee_id = ${ctx.committee.id} order by matter_id, stamp limit ${limit}
		), taken as (
			delete from search_pending p using chosen where p.committee_id = ${ctx.committee.id} and p.matter_id = chosen.matter_id and p.stamp = chosen.stamp returning p.matter_id
		)
		select distinct matter_id from taken order by matter_id`.execute(trx);
	return rows.map((row) => row.matter_id);
}

async function placesOf(trx: Trx, ctx: Context, matter_ids: readonly string[]): Promise<Map<string, number>> {
	const { rows } = await sql<{ matter_id: string; place: number }>`
		select matter_id, place from search_document where committee_id = ${ctx.committee.id} and matter_id = any(${ids(matter_ids)})`.execute(
		trx,
	);
	const places = new Map(rows.map((row) => [row.matter_id, row.place]));
	const fresh = matter_ids.filter((id) => !places.has(id));
	if (!fresh.length) return places;
	const { rows: given } = await sql<{ last: number }>`
		insert into search_place (committee_id, last) values (${ctx.committee.id}, ${fresh.length - 1})
		on conflict (committee_id) do update set last = search_place.last + ${fresh.length} returning last`.execute(trx);
	const last = given[0]?.last ?? 0;
	for (const [n, id] of fresh.entries()) places.set(id, last - fresh.length + 1 + n);
	return places;
}

async function removeDocuments(trx: Trx, ctx: Context, matter_ids: readonly string[]): Promise<void> {
	await sql`
		with gone as (
			delete from search_document where committee_id = ${ctx.committee.id} and matter_id = any(${ids(matter_ids)}) returning matter_id, terms
		), old as (
			select distinct term, matter_id from gone, unnest(terms) term
		)
		delete from similarity_term s using old where s.committee_id = ${ctx.committee.id} and s.term = old.term and s.matter_id = old.matter_id`.execute(
		trx,
	);
}

async function insertDocuments(trx: Trx, rows: readonly object[]): Promise<void> {
	await sql`
		with made as (
			insert into search_document (committee_id, matter_id, place, openness, title, open_words, words, terms)
			select committee_id, matter_id, place, openness, title, open_words, words, terms
			from json_populate_recordset(null::search_document, ${JSON.stringify(rows)}::text::json) returning committee_id, matter_id, terms
		)
		insert into similarity_term (committee_id, term, matter_id) select committee_id, term, matter_id from made, unnest(terms) term`.execute(
		trx,
	);
}

/** Makes anew what up to `limit` changed matters are found by. Returns how many there were. */
export const foldPending = (db: Db, ctx: Context, limit: number): Promise<number> =>
	inTransaction(db, async (trx) => {
		await takeTurn(trx, ctx);
		const changed = await takePending(trx, ctx, limit);
		const matters = await listSearchable(trx, ctx, changed);
		const places = await placesOf(
			trx,
			ctx,
			matters.map(({ id }) => id),
		);
		const rows = matters.flatMap((matter) => {
			const place = places.get(matter.id) ?? 0;
			const made = documentOf(ctx.committee.id, place, matter);
			return made ? [{ committee_id: ctx.committee.id, matter_id: matter.id, place, ...made }] : [];
		});
		await removeDocuments(trx, ctx, changed);
		await insertDocuments(trx, rows);
		return changed.length;
	});

/** Everything of the committee is indexed anew, in the order in which it was begun. */
export const noteAll = (db: Db, ctx: Context): Promise<void> =>
	inTransaction(db, async (trx) => {
		await takeTurn(trx, ctx);
		await sql`delete from similarity_term where committee_id = ${ctx.committee.id}`.execute(trx);
		await sql`delete from search_document where committee_id = ${ctx.committee.id}`.execute(trx);
		await sql`delete from search_place where committee_id = ${ctx.committee.id}`.execute(trx);
		await sql`insert into search_pending (committee_id, matter_id, stamp)
			select committee_id, id, 0 from matter where committee_id = ${ctx.committee.id} on conflict do nothing`.execute(trx);
	});
