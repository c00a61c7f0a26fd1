import { sql } from 'kysely';
import type { Context } from '../../../core/context.ts';
import type { Db, Trx } from '../../../core/database.ts';
import { ids } from '../../../matters/relations.ts';
import type { Key } from '../queries.ts';

/** Hashes of documents that were read in before. */
export async function listReadDocuments(db: Db, ctx: Context, hashes: readonly Buffer[]): Promise<string[]> {
	const { rows } = await sql<{ hash: string }>`
		select encode(sha256, 'hex') as hash from intake_document where committee_id = ${ctx.committee.id}
			and sha256 in (select decode(hash, 'hex') from unnest(${hashes.map((hash) => hash.toString('hex'))}::text[]) hash)`.execute(
		db,
	);
	return rows.map(({ hash }) => hash);
}

export const insertReadDocument = (
	trx: Trx,
	ctx: Context,
	{ sha256, name, outcome, matters }: { sha256: Buffer; name: string; outcome: 'stored' | 'there'; matters: number },
) =>
	trx
		.insertInto('intake_document')
		.values({ committee_id: ctx.committee.id, sha256, name, outcome, matters, read_at: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.execute();

export interface Numbered {
	title: string;
	number_label: string;
	term: number;
	session: number;
}

/** The numbers under which matters of these titles are stored. */
export async function listNumbersByTitle(db: Db, ctx: Context, titles: readonly string[]): Promise<Numbered[]> {
	if (titles.length === 0) return [];
	const { rows } = await sql<Numbered>`
		select m.title, m.number_label, t.number as term, s.number as session from matter m
		join plenary_session s on s.committee_id = m.committee_id and s.id = m.plenary_session_id
		join term t on t.committee_id = s.committee_id and t.id = s.term_id
		where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.number_label is not null
			and m.title = any(${[...titles]}::text[]) limit 20000`.execute(db);
	return rows;
}

export interface Shelved {
	id: string;
	session_id: string;
	number_label: string;
	title: string;
	imported: boolean;
	has_text: boolean;
	/** Of the units that lead, in the order of their assignment. */
	replies: { id: string; empty: boolean }[];
	/** Hashes of the files that are kept beside it. */
	files: string[];
}

/** What is stored under these numbers, as far as a document may add to it. */
export async function listShelved(db: Db, ctx: Context, keys: readonly Key[]): Promise<Shelved[]> {
	const { rows } = await sql<Shelved>`
		select m.id, m.plenary_session_id as session_id, m.number_label, m.title, p.imported,
			(p.situation <> '' or p.analysis <> '' or p.suggestions <> '') as has_text,
			coalesce((select json_agg(json_build_object('id', r.id, 'empty', r.body = '') order by r.assignment_id) from reply r
				where r.committee_id = m.committee_id and r.matter_id = m.id and r.state = 'delivered'), '[]') as replies,
			array(select encode(a.sha256, 'hex') from attachment a where a.committee_id = m.committee_id and a.matter_id = m.id) as files
		from unnest(${ids(keys.map((key) => key.session_id))}, ${keys.map((key) => key.number_label)}::text[]) as wanted (session_id, number_label)
		join matter m on m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.plenary_session_id = wanted.session_id and m.number_label = wanted.number_label
		join proposal p on p.committee_id = m.committee_id and p.id = m.id`.execute(db);
	return rows;
}

/** The text of a past proposal whose ledger had none. */
export const saveShelvedText = (
	trx: Trx,
	ctx: Context,
	id: string,
	text: { situation: string; analysis: string; suggestions: string },
) =>
	trx
		.updateTable('proposal')
		.set(text)
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.where('imported', '=', true)
		.execute();

export const saveShelvedReply = (trx: Trx, ctx: Context, id: string, body: string) =>
	trx
		.updateTable('reply')
		.set({ body })
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.where('body', '=', '')
		.execute();

/** What was added to a past matter today does not make it a matter of today. */
export const keepChangedAt = (trx: Trx, ctx: Context, id: string, changed_at: Date) =>
	trx
		.updateTable('matter')
		.set({ changed_at })
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.execute();

export const findChangedAt = (db: Db, ctx: Context, id: string) =>
	db
		.selectFrom('matter')
		.select(['changed_at', 'state'])
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.executeTakeFirst();
