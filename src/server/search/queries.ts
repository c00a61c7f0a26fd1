import { setImmediate as breathe } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { Actor, Context } from '../core/context.ts';
import { inTransaction, type Db, type Trx } from '../core/database.ts';
import { ids, visibleTo } from '../matters/relations.ts';
import { listSearchable, type SearchableProposal } from '../proposals/queries/texts.ts';
import { fileTerms, takeTermsOut } from './filing/queries.ts';
import { committeeLexeme, documentOf, ofCommittee, quoted } from './document.ts';
import { allot, blockOf, blocksInRow, blocksOnShelf, type Block } from './places.ts';
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
	/** How many documents, counted from the newest, are passed over and how many lie before the end: whole blocks. Without it, all. */
	stretch?: { from: number; to: number };
	/** What must be found, filters included; and by what it is ranked, both as tsquery. */
	query: string;
	ranking: string;
	/** The query as titles are compared. */
	folded: string;
	filter: SearchFilter;
	limit: number;
}

/** The blocks in which the filter leaves anything, with how many documents are newer than each, and how many blocks are beside it. */
const layoutOf = (ctx: Context, { session_id, term_id }: SearchFilter): RawBuilder<unknown> => sql`
	select b.block, b.filled, (sum(b.filled) over (order by ps.opens_on desc nulls first, b.block desc) - b.filled)::int as newer,
		b.block / ${sql.lit(blocksInRow)} as of_row, b.block / ${sql.lit(blocksOnShelf)} as shelf,
		count(*) over (partition by b.block / ${sql.lit(blocksInRow)}) as in_row, count(*) over (partition by b.block / ${sql.lit(blocksOnShelf)}) as on_shelf
	from search_block b left join plenary_session ps on ps.committee_id = b.committee_id and ps.id = b.plenary_session_id
	where b.committee_id = ${ctx.committee.id} ${session_id ? sql`and b.plenary_session_id = ${session_id}` : sql``} ${term_id ? sql`and ps.term_id = ${term_id}` : sql``}`;

/** The query within the blocks of the stretch, whole shelves and rows by their own lexemes; null where there are none. */
const withinBlocks = (ctx: Context, { query, stretch, filter }: Search): RawBuilder<unknown> => {
	if (!stretch && !filter.term_id)
		return sql`select ${`${query} & ${quoted(committeeLexeme(ctx.committee.id))}`}::text::tsquery as query`;
	const wanted = stretch ? sql`newer >= ${stretch.from} and newer < ${stretch.to}` : sql`true`;
	return sql`select (${query}::text || ' & (' || string_agg(distinct quote_literal('=' || name || ${ofCommittee(ctx.committee.id)}::text), ' | ') || ')')::tsquery as query from (
		select case when count(*) over (partition by shelf) = on_shelf then 'h' || shelf when count(*) over (partition by of_row) = in_row then 'r' || of_row else 'b' || block end as name
		from layout where ${wanted}
	) named`;
};

/** Matches that the reader may see, the newest first, at most `limit`, and how many documents there are in all. First by the index alone, then by who may see them. */
export async function listMatches(db: Db, ctx: Context, search: Search): Promise<{ hits: Hit[]; all: number }> {
	const { column, current } = readingOf(ctx.actor);
	const { rows } = await sql<{ documents: number } & { [Column in keyof Hit]: Hit[Column] | null }>`
		with layout as materialized (${layoutOf(ctx, search.filter)}), asked as materialized (${withinBlocks(ctx, search)}), matched as materialized (
			select d.matter_id, d.openness, d.title, ${column} as words from search_document d where d.committee_id = ${ctx.committee.id} and ${column} @@ (select query from asked)
		), visible as materialized (
			select m.id, m.submitted_at, d.title, d.words from matched d join matter m on m.committee_id = ${ctx.committee.id} and m.id = d.matter_id
			where ${conditions(ctx, search.filter)} and ${current} and ${visibleTo(ctx.actor)} order by m.submitted_at desc nulls first, m.id desc limit ${search.limit}
		), ranked as (
			select v.id, v.submitted_at, ts_rank('{0.05, 0.2, 0.4, 1}', v.words, ${search.ranking}::text::tsquery)
				+ case when v.title = ${search.folded} then 4 when strpos(v.title, ${search.folded}) > 0 then 1 else 0 end as rank
			from visible v
		), counted as (
			select coalesce(sum(filled), 0)::int as documents from layout
		)
		select counted.documents, ranked.* from counted left join ranked on true`.execute(db);
	const hits = rows.filter((row): row is { documents: number } & Hit => row.id !== null);
	return { hits, all: rows[0]?.documents ?? 0 };
}

/** Cases by their number, those of the newest session first. */
export async function listNumbered(db: Db, ctx: Context, number: AskedNumber, filter: SearchFilter): Promise<Hit[]> {
	const { rows } = await sql<Hit>`
		select m.id, 0 as rank, m.submitted_at
		from plenary_session ps join term on term.committee_id = ps.committee_id and term.id = ps.term_id
		join matter m on m.committee_id = ps.committee_id and m.kind = 'proposal' and m.plenary_session_id = ps.id and m.number_label = ${number.label}
		where ps.committee_id = ${ctx.committee.id} and ${conditions(ctx, filter)} and ${visibleTo(ctx.actor)}
			${number.term ? sql`and term.number = ${number.term} and ps.number = ${number.session}` : sql``}
		order by ps.opens_on desc limit 20`.execute(db);
	return rows;
}

/** The committees in which something changed since it was last indexed. */
export async function listWithPending(db: Db): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select c.id from committee c where exists (select from search_pending p where p.committee_id = c.id)`.execute(db);
	return rows.map((row) => row.id);
}

const turnOf = (ctx: Context) => sql`hashtext('search'), hashtext(${ctx.committee.id})`;

/** Indexing takes turns within a committee: places are given one after the other. */
const waitForTurn = (trx: Trx, ctx: Context) => sql`select pg_advisory_xact_lock(${turnOf(ctx)})`.execute(trx);

/** What changed last is pending no longer; what changes from now on is noted anew. Of one great import, what was begun first comes first. */
async function takePending(trx: Trx, ctx: Context, limit: number): Promise<string[]> {
	const ours = sql`select matter_id, stamp from search_pending where committee_id = ${ctx.committee.id}`;
	const { rows } = await sql<{ matter_id: string }>`
		with last as materialized (
			select max(stamp) as stamp from search_pending where committee_id = ${ctx.committee.id}
		), newest as materialized (
			${ours} and stamp = (select stamp from last) order by matter_id limit ${limit}
		), earlier as materialized (
			${ours} and stamp < (select stamp from last) order by stamp desc, matter_id desc limit greatest(0, ${limit}::int - (select count(*) from newest))
		), taken as (
			delete from search_pending p using (select * from newest union all select * from earlier) chosen
			where p.committee_id = ${ctx.committee.id} and p.matter_id = chosen.matter_id and p.stamp = chosen.stamp returning p.matter_id
		)
		select distinct matter_id from taken order by matter_id`.execute(trx);
	return rows.map((row) => row.matter_id);
}

async function saveBlocks(trx: Trx, ctx: Context, blocks: readonly Block[]): Promise<void> {
	const rows = blocks.map((one) => ({ committee_id: ctx.committee.id, ...one }));
	await trx
		.insertInto('search_block')
		.values(rows)
		.onConflict((on) =>
			on.columns(['committee_id', 'block']).doUpdateSet(({ ref }) => ({ filled: ref('excluded.filled') })),
		)
		.execute();
}

/** Where each stands; a matter that is new, or has come into another session, is given a place there. */
async function placesOf(trx: Trx, ctx: Context, matters: readonly SearchableProposal[]): Promise<Map<string, number>> {
	const { rows: blocks } = await sql<Block>`
		select block, plenary_session_id, filled from search_block where committee_id = ${ctx.committee.id}`.execute(trx);
	const { rows } = await sql<{ matter_id: string; place: number }>`
		select matter_id, place from search_document where committee_id = ${ctx.committee.id} and matter_id = any(${ids(matters.map(({ id }) => id))})`.execute(
		trx,
	);
	const known = new Map(rows.map((row) => [row.matter_id, row.place]));
	const sessions = new Map(blocks.map((one) => [one.block, one.plenary_session_id]));
	const wanting = matters.filter(({ id, plenary_session_id }) => {
		const place = known.get(id);
		return place === undefined || sessions.get(blockOf(place)) !== plenary_session_id;
	});
	if (!wanting.length) return known;
	const { places, changed } = allot(blocks, wanting);
	await saveBlocks(trx, ctx, changed);
	return new Map([...known, ...places]);
}

async function removeDocuments(trx: Trx, ctx: Context, matter_ids: readonly string[]): Promise<void> {
	const { rows } = await sql<{ place: number; terms: string[] }>`
		delete from search_document where committee_id = ${ctx.committee.id} and matter_id = any(${ids(matter_ids)}) returning place, terms`.execute(
		trx,
	);
	await takeTermsOut(trx, ctx, rows);
}

async function insertDocuments(trx: Trx, rows: readonly object[]): Promise<void> {
	await sql`
		insert into search_document (committee_id, matter_id, place, openness, title, open_words, words, terms)
			select r.committee_id, r.matter_id, r.place, r.openness, r.title, r.open_words, r.words, r.terms
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
				r (committee_id uuid, matter_id uuid, place int, openness text, title text, open_words tsvector, words tsvector, terms text[])`.execute(
		trx,
	);
}

async function fold(trx: Trx, ctx: Context, limit: number): Promise<number> {
	const changed = await takePending(trx, ctx, limit);
	if (!changed.length) return 0;
	const matters = await listSearchable(trx, ctx, changed);
	const places = await placesOf(trx, ctx, matters);
	const rows = [];
	for (const matter of matters) {
		const place = places.get(matter.id) ?? 0;
		const made = documentOf(ctx.committee.id, place, matter);
		if (made) rows.push({ committee_id: ctx.committee.id, matter_id: matter.id, place, ...made });
		// others get their turn between two texts
		await breathe();
	}
	await removeDocuments(trx, ctx, changed);
	await fileTerms(trx, ctx, rows);
	// last, because it refers to the matters: an act on one of them waits for no more than this
	await insertDocuments(trx, rows);
	return changed.length;
}

/** Makes anew what up to `limit` changed matters are found by. Returns how many there were. */
export const foldPending = (db: Db, ctx: Context, limit: number): Promise<number> =>
	inTransaction(db, async (trx) => {
		await waitForTurn(trx, ctx);
		return fold(trx, ctx, limit);
	});

/** The same, unless somebody else is at it. */
export const foldWhenFree = (db: Db, ctx: Context, limit: number): Promise<number> =>
	inTransaction(db, async (trx) => {
		const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${turnOf(ctx)}) as free`.execute(
			trx,
		);
		return rows[0]?.free ? fold(trx, ctx, limit) : 0;
	});

/** Everything of the committee is indexed anew, in the order in which it was begun. */
export const noteAll = (db: Db, ctx: Context): Promise<void> =>
	inTransaction(db, async (trx) => {
		await waitForTurn(trx, ctx);
		await sql`delete from similarity_term where committee_id = ${ctx.committee.id}`.execute(trx);
		await sql`delete from search_document where committee_id = ${ctx.committee.id}`.execute(trx);
		await sql`delete from search_block where committee_id = ${ctx.committee.id}`.execute(trx);
		await sql`insert into search_pending (committee_id, matter_id, stamp)
			select committee_id, id, 0 from matter where committee_id = ${ctx.committee.id} on conflict do nothing`.execute(trx);
	});
