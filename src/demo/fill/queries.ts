import { sql } from 'kysely';
import type { ClientBase } from 'pg';
import type { Db, Trx } from '#server/core/database.ts';
import { inBlock, inStretch } from '#server/search/places.ts';
import { name, slug, unfinished } from './assembly.ts';
import { filledCommittee } from './ids.ts';

/** Whether it is there, and whole. */
export async function findFilled(db: Db): Promise<'whole' | 'unfinished' | undefined> {
	const { rows } = await sql<{ slug: string }>`select slug from committee where id = ${filledCommittee}`.execute(db);
	if (!rows[0]) return undefined;
	return rows[0].slug === slug ? 'whole' : 'unfinished';
}

/** Tables of a committee, what refers before what is referred to. */
const tables =
	'timeline_content timeline timeline_pending tally deadline notice number_given number_series idempotency attachment signature evaluation nomination contact countersignature commitment reply assignment search_document search_block search_pending similarity_pair similarity_compared unlike_pair similarity_term saved_search proposal matter setting mandate plenary_session term body'.split(
		' ',
	);

/**
 * The rows refer to each other alone, so references are not checked one by one, and nothing is noted for the index, which is
 * filled as well. Only a superuser may say so.
 */
export const asFiller = (session: ClientBase) =>
	session.query(
		`set session_replication_role = replica; set synchronous_commit = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set work_mem = '256MB'; set maintenance_work_mem = '1GB'`,
	);

export const mayFill = async (session: Pick<ClientBase, 'query'>): Promise<boolean> =>
	(
		await session.query<{ may: boolean }>(
			`select rolsuper or has_parameter_privilege('session_replication_role', 'set') as may from pg_roles where rolname = current_user`,
		)
	).rows[0]?.may ?? false;

/** Everything of the committee, and the persons who are nowhere else. */
export async function removeFilled(session: ClientBase, onTable: (done: number, of: number) => void): Promise<void> {
	for (const [done, table] of tables.entries()) {
		onTable(done, tables.length);
		await session.query(`delete from ${table} where committee_id = $1`, [filledCommittee]);
	}
	await session.query(
		`delete from person where id between '00000000-0005-7000-8000-000000000000' and '00000000-0005-7000-8000-ffffffffffff'`,
	);
	await session.query('delete from committee where id = $1', [filledCommittee]);
}

export const copyStatement = (table: string, columns: readonly string[]): string =>
	`copy ${table} (${columns.join(', ')}) from stdin`;

/** As the migration made them. */
const indices = ['open_words', 'words'].map((column) => ({
	name: `search_document_${column}`,
	definition: `using gin (${column}) with (fastupdate = off)`,
}));

/** An index over words is made from a million documents at once far sooner than it grows by a million. Until then searches read everything. */
export async function dropWordIndices(session: ClientBase): Promise<void> {
	for (const { name } of indices) await session.query(`drop index if exists ${name}`);
}
export async function makeWordIndices(session: ClientBase): Promise<void> {
	for (const { name, definition } of indices)
		await session.query(`create index if not exists ${name} on search_document ${definition}`);
}

/** What follows from the documents: the blocks in which they stand, and under which words they are filed. */
export async function fileAll(session: ClientBase): Promise<void> {
	await session.query(
		`insert into search_block (committee_id, block, plenary_session_id, filled)
			select d.committee_id, d.place / ${inBlock}, m.plenary_session_id, max(d.place % ${inBlock}) + 1
			from search_document d join matter m on m.committee_id = d.committee_id and m.id = d.matter_id where d.committee_id = $1 group by 1, 2, 3`,
		[filledCommittee],
	);
	await session.query(
		`insert into similarity_term (committee_id, term, stretch, places)
			select d.committee_id, term, d.place / ${inStretch}, array_agg(d.place order by d.place)
			from search_document d, unnest(d.terms) term where d.committee_id = $1 group by 1, 2, 3`,
		[filledCommittee],
	);
}

export interface Kept {
	tally: { plenary_session_id: string; state: string; n: number }[];
	series: { series: string; last: number }[];
}

/** The kept counts; and from here on it is a committee. */
export async function finish(trx: Trx, { tally, series }: Kept): Promise<void> {
	for (const { plenary_session_id, state, n } of tally)
		await sql`insert into tally (committee_id, kind, plenary_session_id, state, n) values (${filledCommittee}, 'proposal', ${plenary_session_id}, ${state}, ${n})`.execute(
			trx,
		);
	for (const one of series)
		await sql`insert into number_series (committee_id, series, last) values (${filledCommittee}, ${one.series}, ${one.last})`.execute(
			trx,
		);
	await sql`update committee set slug = ${slug}, name = ${name} where id = ${filledCommittee} and slug = ${unfinished.slug}`.execute(
		trx,
	);
}

/** The planner is told, and which rows everybody may see: lists then read the index alone. */
export const vacuum = (session: ClientBase) =>
	session.query(`vacuum (analyze) ${tables.concat('person', 'committee').join(', ')}`);
