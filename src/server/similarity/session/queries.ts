import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
import { ids, visibleTo } from '../../matters/relations.ts';

/** So many of a session are compared, the newest. */
const mostOfSession = 3000;

/** What is compared of a proposal, in short. */
const madeOf = sql<string>`md5(m.title || chr(10) || p.situation || chr(10) || p.analysis || chr(10) || p.suggestions)`;

/** The proposals of a session that count: submitted, and not taken back. */
const ofSession = (ctx: Context, session_id: string, that: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	select m.id, m.state, m.number_label, m.submitted_at, p.merged_into_id, ${madeOf} as made_of
	from matter m join proposal p on p.committee_id = m.committee_id and p.id = m.id
	where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.plenary_session_id = ${session_id}
		and m.state not in ('draft', 'withdrawn') and ${that}
	order by m.changed_at desc, m.id desc limit ${sql.lit(mostOfSession)}`;

export interface Waiting {
	id: string;
	made_of: string;
}

/** Those whose text has not been compared as it is now, the oldest first. */
export async function listWaiting(db: Db, ctx: Context, session_id: string): Promise<Waiting[]> {
	const { rows } = await sql<Waiting>`
		select one.id, one.made_of from (${ofSession(ctx, session_id, sql`true`)}) one
		left join similarity_compared c on c.committee_id = ${ctx.committee.id} and c.matter_id = one.id
		where c.made_of is distinct from one.made_of order by one.id`.execute(db);
	return rows;
}

export interface Compared {
	id: string;
	terms: string[];
}

/** Those that were compared as they are now, with the words that tell each from others. */
export async function listCompared(db: Db, ctx: Context, session_id: string): Promise<Compared[]> {
	const { rows } = await sql<Compared>`
		select one.id, c.terms from (${ofSession(ctx, session_id, sql`true`)}) one
		join similarity_compared c on c.committee_id = ${ctx.committee.id} and c.matter_id = one.id and c.made_of = one.made_of`.execute(
		db,
	);
	return rows;
}

export interface FoundPair {
	first_id: string;
	second_id: string;
	score: number;
	terms: string[];
}

/** What was found for some proposals takes the place of what was found for them before. */
export async function saveCompared(
	trx: Trx,
	ctx: Context,
	compared: readonly { matter_id: string; made_of: string; terms: string[] }[],
	pairs: readonly FoundPair[],
): Promise<void> {
	const all = ids(compared.map(({ matter_id }) => matter_id));
	await sql`delete from similarity_pair where committee_id = ${ctx.committee.id} and (first_id = any(${all}) or second_id = any(${all}))`.execute(
		trx,
	);
	await sql`
		insert into similarity_pair (committee_id, first_id, second_id, score, terms)
		select ${ctx.committee.id}::uuid, first_id, second_id, score, terms
		from json_populate_recordset(null::similarity_pair, ${JSON.stringify(pairs)}::text::json) on conflict do nothing`.execute(
		trx,
	);
	await sql`
		insert into similarity_compared (committee_id, matter_id, made_of, terms, compared_at)
		select ${ctx.committee.id}::uuid, matter_id, made_of, terms, ${ctx.now}::timestamptz
		from json_populate_recordset(null::similarity_compared, ${JSON.stringify(compared)}::text::json)
		on conflict (committee_id, matter_id) do update set made_of = excluded.made_of, terms = excluded.terms, compared_at = excluded.compared_at`.execute(
		trx,
	);
}

export interface PairRow extends FoundPair {
	first_state: string;
	second_state: string;
	/** Who judged that they are not alike, and when; null while nobody has. */
	unlike_by: string | null;
	unlike_at: Date | null;
}
export interface SessionPairs {
	pairs: PairRow[];
	/** How many proposals of the session there are, and how many of them are still to be compared. */
	all: number;
	waiting: number;
}

/** The pairs of a session that this reader may see, the likest first, without those that were merged into one. */
export async function listPairs(db: Db, ctx: Context, session_id: string, limit: number): Promise<SessionPairs> {
	const { rows } = await sql<SessionPairs>`
		with one as materialized (${ofSession(ctx, session_id, visibleTo(ctx.actor))}), found as (
			select p.first_id, p.second_id, p.score, p.terms, a.state as first_state, b.state as second_state, person.name as unlike_by, u.said_at as unlike_at
			from similarity_pair p
			join one a on a.id = p.first_id join one b on b.id = p.second_id
			left join unlike_pair u on u.committee_id = p.committee_id and u.first_id = p.first_id and u.second_id = p.second_id and u.taken_back_at is null
			left join person on person.id = u.said_by
			where p.committee_id = ${ctx.committee.id} and coalesce(a.merged_into_id, a.id) <> coalesce(b.merged_into_id, b.id)
			order by p.score desc, p.first_id, p.second_id limit ${limit}
		)
		select (select coalesce(json_agg(found), '[]') from found) as pairs, count(*)::int as all,
			count(*) filter (where c.made_of is distinct from one.made_of)::int as waiting
		from one left join similarity_compared c on c.committee_id = ${ctx.committee.id} and c.matter_id = one.id`.execute(db);
	const { pairs, all, waiting } = rows[0] ?? { pairs: [], all: 0, waiting: 0 };
	return {
		pairs: pairs.map((pair) => ({ ...pair, unlike_at: pair.unlike_at && new Date(pair.unlike_at) })),
		all,
		waiting,
	};
}

/** Answers whether both may be seen by this reader and belong to one session. */
export async function areOfOneSession(db: Db, ctx: Context, pair: readonly [string, string]): Promise<boolean> {
	const { rows } = await sql<{ id: string; plenary_session_id: string }>`
		select m.id, m.plenary_session_id from matter m where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.id = any(${ids(pair)})
			and m.state not in ('draft', 'withdrawn') and ${visibleTo(ctx.actor)} limit 2`.execute(db);
	return rows.length === 2 && rows[0]?.plenary_session_id === rows[1]?.plenary_session_id;
}

interface Judged {
	id: string;
	pair: readonly [string, string];
	person_id: string;
}

/** Said once; while it stands, saying it again changes nothing. */
export async function insertUnlike(trx: Trx, ctx: Context, { id, pair, person_id }: Judged): Promise<void> {
	await sql`insert into unlike_pair (committee_id, id, first_id, second_id, said_by, said_at)
		values (${ctx.committee.id}, ${id}, ${pair[0]}, ${pair[1]}, ${person_id}, ${ctx.now})
		on conflict (committee_id, first_id, second_id) where taken_back_at is null do nothing`.execute(trx);
}

export async function takeBackUnlike(trx: Trx, ctx: Context, { pair, person_id }: Omit<Judged, 'id'>): Promise<void> {
	await sql`update unlike_pair set taken_back_by = ${person_id}, taken_back_at = ${ctx.now}
		where committee_id = ${ctx.committee.id} and first_id = ${pair[0]} and second_id = ${pair[1]} and taken_back_at is null`.execute(
		trx,
	);
}

/** The committees in whose newest session something is still to be compared, with that session. */
export async function listWithWaiting(db: Db): Promise<string[]> {
	const { rows } = await sql<{ committee_id: string }>`
		select s.committee_id from (select distinct on (committee_id) committee_id, id from plenary_session order by committee_id, opens_on desc) s
		where exists (
			select from matter m join proposal p on p.committee_id = m.committee_id and p.id = m.id
			left join similarity_compared c on c.committee_id = m.committee_id and c.matter_id = m.id
			where m.committee_id = s.committee_id and m.kind = 'proposal' and m.plenary_session_id = s.id and m.state not in ('draft', 'withdrawn')
				and c.made_of is distinct from ${madeOf}
		)`.execute(db);
	return rows.map(({ committee_id }) => committee_id);
}

export async function findNewestSession(db: Db, ctx: Context): Promise<string | undefined> {
	const found = await db
		.selectFrom('plenary_session')
		.select('id')
		.where('committee_id', '=', ctx.committee.id)
		.orderBy('opens_on', 'desc')
		.limit(1)
		.executeTakeFirst();
	return found?.id;
}
