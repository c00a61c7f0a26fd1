import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import type { Entry, Words } from '../entry.ts';
import { entryColumns } from './chain.ts';

/** A place in a block, with what lies there now: the entry and its words may be gone. */
export interface SealedEntry {
	block: number;
	position: number;
	matter_id: string;
	seq: number;
	/** Hexadecimal, as it was sealed. */
	leaf: string;
	entry: Entry | null;
	words: Words | null;
}

type Row = Omit<SealedEntry, 'entry' | 'words'> & Entry & { salt: string | null; content: unknown; kept: boolean };

/** What is sealed in these blocks, in order. */
export async function listSealed(db: Db, ctx: Context, from: number, to: number): Promise<SealedEntry[]> {
	const { rows } = await sql<Row>`
		select ${entryColumns}, t.seq is not null as kept, l.block, l.position, l.matter_id, l.seq, encode(l.hash, 'hex') as leaf,
			encode(c.salt, 'hex') as salt, c.content
		from ledger_leaf l
			left join timeline t on t.committee_id = l.committee_id and t.matter_id = l.matter_id and t.seq = l.seq
			left join timeline_content c on c.committee_id = l.committee_id and c.matter_id = l.matter_id and c.seq = l.seq
		where l.committee_id = ${ctx.committee.id} and l.block between ${from} and ${to} order by l.block, l.position`.execute(
		db,
	);
	return rows.map(({ block, position, leaf, salt, content, kept, ...entry }) => ({
		block,
		position,
		matter_id: entry.matter_id,
		seq: entry.seq,
		leaf,
		entry: kept ? entry : null,
		words: salt === null ? null : { salt, content },
	}));
}

export interface Loose {
	/** Entries that wait to be sealed. */
	waiting: number;
	/** Entries that are neither sealed nor waiting: added past the application. */
	unsealed: { matter_id: string; seq: number }[];
	/** What waits to be sealed and is no longer there. */
	vanished: { matter_id: string; seq: number }[];
	/** Sealed in a block that is no longer there. */
	stranded: { matter_id: string; seq: number; block: number }[];
	/** Matters whose last number says that they had more entries, or fewer. */
	miscounted: { matter_id: string; seq: number; entries: number }[];
}

/** What lies outside of the chain: what waits, and what should not be so. At most twenty of each. */
export async function findLoose(db: Db, ctx: Context): Promise<Loose> {
	const of = sql`committee_id = ${ctx.committee.id}`;
	const list = (select: ReturnType<typeof sql>) =>
		sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select} limit 20) x)`;
	const same = (a: string, b: string) =>
		sql`${sql.ref(`${a}.committee_id`)} = ${sql.ref(`${b}.committee_id`)} and ${sql.ref(`${a}.matter_id`)} = ${sql.ref(`${b}.matter_id`)} and ${sql.ref(`${a}.seq`)} = ${sql.ref(`${b}.seq`)}`;
	const { rows } = await sql<Loose>`
		select
			(select count(*)::int from ledger_pending p where p.${of}) as waiting,
			${list(sql`select t.matter_id, t.seq from timeline t where t.${of} and not exists (select from ledger_leaf l where ${same('l', 't')})
				and not exists (select from ledger_pending p where ${same('p', 't')}) order by t.matter_id, t.seq`)} as unsealed,
			${list(sql`select p.matter_id, p.seq from ledger_pending p where p.${of} and not exists (select from timeline t where ${same('t', 'p')})
				order by p.matter_id, p.seq`)} as vanished,
			${list(sql`select l.matter_id, l.seq, l.block from ledger_leaf l where l.${of} and not exists (select from ledger_block b
				where b.committee_id = l.committee_id and b.number = l.block) order by l.block, l.position`)} as stranded,
			${list(sql`select m.id as matter_id, m.seq, coalesce(n, 0) as entries from matter m
				left join (select t.matter_id, count(*)::int as n from timeline t where t.${of} group by 1) counted on counted.matter_id = m.id
				where m.${of} and m.seq <> coalesce(n, 0) order by m.id`)} as miscounted`.execute(db);
	return rows[0] ?? { waiting: 0, unsealed: [], vanished: [], stranded: [], miscounted: [] };
}
