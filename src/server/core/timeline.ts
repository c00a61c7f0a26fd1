import { createHash, randomBytes } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Context } from './context.ts';
import type { Trx } from './database.ts';
import { answerUnder } from './idempotency.ts';

export interface LockedMatter {
	id: string;
	kind: string;
	plenary_session_id: string | null;
	/** The number of the last timeline entry. */
	seq: number;
	/** The transaction's own time. */
	now: Date;
	/** What was answered under the key of this act before. */
	answer: Record<string, unknown> | null;
}

export interface Entry {
	machine: string;
	subject_id: string;
	action: string;
	from_state: string | null;
	to_state: string;
	content: Record<string, unknown>;
	on_behalf_of?: string | null;
}

/**
 * Everything else of the matter waits until the transaction ends: locking always begins at the root. An answer that came
 * while this waited is not seen: who is then refused looks for it again, and who is not meets its key when storing his own.
 */
export async function lockMatter(
	trx: Trx,
	ctx: Context,
	table: string,
	id: string,
	key?: string,
): Promise<LockedMatter | undefined> {
	const root = table === 'matter';
	const wanted = root
		? sql`${id}::uuid`
		: sql`(select matter_id from ${sql.table(table)} where committee_id = ${ctx.committee.id} and id = ${id})`;
	const { rows } = await sql<LockedMatter>`
		select id, kind, plenary_session_id, seq, now() as now, ${key ? answerUnder(ctx, key) : sql`null`} as answer from matter
		where committee_id = ${ctx.committee.id} and id = ${wanted} for update`.execute(trx);
	return rows[0];
}

/** Keys sorted at every depth, so that the same content always gives the same hash. */
export const canonical = (value: unknown): string =>
	JSON.stringify(value, (_key, inner: unknown) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);

export const saltBytes = 16;
/** What was said, under a salt of its own: equal words do not give equal hashes, and none can be guessed. */
export const seal = (content: Record<string, unknown>): { salt: Buffer; hash: Buffer } =>
	sealCanonical(canonical(content));

/** The same for content that is written in its canonical form already. */
export function sealCanonical(content: string, salt: Buffer = randomBytes(saltBytes)): { salt: Buffer; hash: Buffer } {
	return { salt, hash: createHash('sha256').update(salt).update(content).digest() };
}

/**
 * Appends to the matter's timeline with its next `seq`, which is stored once for all entries of an act: see `saveSeq`. The
 * entry keeps only a salted hash of what was said; the words and the salt lie apart and may be erased by the retention rule
 * without breaking the log. What waits to be counted and to be sealed (src/server/ledger) is noted, and `beside` stored, in the same
 * statement.
 */
export async function append(
	trx: Trx,
	ctx: Context,
	matter: LockedMatter,
	entry: Entry,
	beside?: RawBuilder<unknown>,
): Promise<number> {
	const seq = ++matter.seq;
	const { salt, hash } = seal(entry.content);
	const committee_id = ctx.committee.id;
	await sql`
		with entry as (
			insert into timeline (committee_id, matter_id, seq, machine, subject_id, action, from_state, to_state, actor_id, on_behalf_of, at, content_hash)
			values (${committee_id}, ${matter.id}, ${seq}, ${entry.machine}, ${entry.subject_id}, ${entry.action}, ${entry.from_state}, ${entry.to_state}, ${ctx.actor.person_id}, ${entry.on_behalf_of ?? null}, ${ctx.now}, ${hash})
		), content as (
			insert into timeline_content (committee_id, matter_id, seq, salt, content) values (${committee_id}, ${matter.id}, ${seq}, ${salt}, ${entry.content}::jsonb)
		), to_be_sealed as (
			insert into ledger_pending (committee_id, matter_id, seq) values (${committee_id}, ${matter.id}, ${seq})
		)${beside ? sql`, beside as (${beside})` : sql``}
		insert into timeline_pending (committee_id, matter_id, seq, kind, plenary_session_id, machine, from_state, to_state)
		values (${committee_id}, ${matter.id}, ${seq}, ${matter.kind}, ${matter.plenary_session_id}, ${entry.machine}, ${entry.from_state}, ${entry.to_state})`.execute(
		trx,
	);
	return seq;
}

/** The number of the last entry, and when it was made: what an act's last statement on matter `m` sets beside its own. */
export const lastEntry = (ctx: Context, seq: number): RawBuilder<unknown> =>
	sql`seq = ${seq}, changed_at = case when m.seq = ${seq} then m.changed_at else ${ctx.now} end`;

export const saveSeq = (trx: Trx, ctx: Context, { id, seq }: LockedMatter) =>
	sql`update matter m set ${lastEntry(ctx, seq)} where committee_id = ${ctx.committee.id} and id = ${id}`.execute(trx);
