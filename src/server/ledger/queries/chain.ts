import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
import type { Checkpoint } from '../block.ts';
import type { Entry } from '../entry.ts';

/** An instant with its microseconds: a Date would lose them. */
const instant = (column: RawBuilder<unknown>): RawBuilder<string> =>
	sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const hex = (column: string): RawBuilder<string> => sql`encode(${sql.ref(column)}, 'hex') as ${sql.ref(column)}`;

const checkpointColumns = sql.join([
	sql`committee_id, number, kind, count, about, ${instant(sql`sealed_at`)} as sealed_at`,
	...['previous', 'history', 'root', 'key', 'hash', 'signature'].map(hex),
]);

/** One process seals a committee's chain at a time; another waits here and then finds the work done. */
export const lockChain = (trx: Trx, ctx: Context) =>
	sql`select pg_advisory_xact_lock(hashtext('ledger'), hashtext(${ctx.committee.id}))`.execute(trx);

/** Blocks, the newest first, from before a number. */
export async function listCheckpoints(
	db: Db,
	ctx: Context,
	{ before, limit }: { before?: number; limit: number },
): Promise<Checkpoint[]> {
	const { rows } = await sql<Checkpoint>`
		select ${checkpointColumns} from ledger_block where committee_id = ${ctx.committee.id}
			${before === undefined ? sql`` : sql`and number < ${before}`} order by number desc limit ${limit}`.execute(db);
	return rows;
}

/** The same from the first on, after a number. */
export async function listChain(db: Db, ctx: Context, after: number, limit: number): Promise<Checkpoint[]> {
	const { rows } = await sql<Checkpoint>`
		select ${checkpointColumns} from ledger_block where committee_id = ${ctx.committee.id} and number > ${after} order by number limit ${limit}`.execute(
		db,
	);
	return rows;
}

export async function findCheckpoint(db: Db, ctx: Context, number: number): Promise<Checkpoint | undefined> {
	const { rows } = await sql<Checkpoint>`
		select ${checkpointColumns} from ledger_block where committee_id = ${ctx.committee.id} and number = ${number}`.execute(
		db,
	);
	return rows[0];
}

/** The subtrees that these blocks complete, by the block's number. */
export async function listNodes(db: Db, ctx: Context, ends: readonly number[]): Promise<Map<number, Buffer[]>> {
	const { rows } = await sql<{ number: number; nodes: Buffer[] }>`
		select number, nodes from ledger_block where committee_id = ${ctx.committee.id} and number = any(${ends}::int[]) limit ${ends.length}`.execute(
		db,
	);
	return new Map(rows.map(({ number, nodes }) => [number, nodes]));
}

export const entryColumns = sql`t.committee_id, t.matter_id, t.seq, t.machine, t.subject_id, t.action, t.from_state, t.to_state, t.actor_id, t.on_behalf_of,
	${instant(sql`t.at`)} as at, encode(t.content_hash, 'hex') as content_hash`;

/** Takes up to `limit` entries from those that wait. What is not committed yet is not seen, stays, and is taken later. */
export async function takePending(trx: Trx, ctx: Context, limit: number): Promise<Entry[]> {
	const of = ctx.committee.id;
	const { rows } = await sql<Entry>`
		with chosen as (
			select p.matter_id, p.seq from ledger_pending p where p.committee_id = ${of}
				and exists (select from timeline t where t.committee_id = p.committee_id and t.matter_id = p.matter_id and t.seq = p.seq)
			order by p.matter_id, p.seq limit ${limit}
		), taken as (
			delete from ledger_pending p using chosen c where p.committee_id = ${of} and p.matter_id = c.matter_id and p.seq = c.seq returning p.matter_id, p.seq
		)
		select ${entryColumns} from taken join timeline t on t.committee_id = ${of} and t.matter_id = taken.matter_id and t.seq = taken.seq
			where not exists (select from ledger_leaf l where l.committee_id = t.committee_id and l.matter_id = t.matter_id and l.seq = t.seq)
			order by t.matter_id, t.seq`.execute(trx);
	return rows;
}

/** When the block is sealed: the clock's own time, so that a block that waited is not older than the one before it. */
export async function readClock(trx: Trx): Promise<string> {
	const { rows } = await sql<{ now: string }>`select ${instant(sql`clock_timestamp()`)} as now`.execute(trx);
	return rows[0]?.now ?? '';
}

const bytes = (text: string) => sql`decode(${text}, 'hex')`;

/** A block with its leaves in their order, in one statement. */
export async function insertBlock(
	trx: Trx,
	ctx: Context,
	block: Checkpoint,
	nodes: readonly Buffer[],
	leaves: readonly { matter_id: string; seq: number; hash: Buffer }[],
): Promise<void> {
	const of = ctx.committee.id;
	const list = (buffers: readonly Buffer[]) => buffers.map((buffer) => `\\x${buffer.toString('hex')}`);
	await sql`
		with block as (
			insert into ledger_block (committee_id, number, kind, previous, history, count, root, sealed_at, key, about, hash, signature, nodes)
			values (${of}, ${block.number}, ${block.kind}, ${bytes(block.previous)}, ${bytes(block.history)}, ${block.count}, ${bytes(block.root)},
				${block.sealed_at}::timestamptz, ${bytes(block.key)}, ${block.about}::jsonb, ${bytes(block.hash)}, ${bytes(block.signature)}, ${list(nodes)}::bytea[])
		)
		insert into ledger_leaf (committee_id, matter_id, seq, block, position, hash)
		select ${of}::uuid, matter_id, seq, ${block.number}::int, (place - 1)::int, hash
		from unnest(${leaves.map((leaf) => leaf.matter_id)}::uuid[], ${leaves.map((leaf) => leaf.seq)}::int[], ${list(leaves.map((leaf) => leaf.hash))}::bytea[])
			with ordinality leaf (matter_id, seq, hash, place)`.execute(trx);
}

/** The committees in which something waits to be sealed. */
export async function listWithWaiting(db: Db): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select id from committee c where exists (select from ledger_pending p where p.committee_id = c.id) order by id limit 10000`.execute(
		db,
	);
	return rows.map(({ id }) => id);
}

/** Where an entry is sealed, with the leaves of its block in their order. */
export async function findPlace(
	db: Db,
	ctx: Context,
	{ matter_id, seq }: { matter_id: string; seq: number },
): Promise<{ entry: Entry; block: number; position: number; leaves: Buffer[] } | undefined> {
	const of = ctx.committee.id;
	const { rows } = await sql<Entry & { block: number; position: number; leaves: string[] }>`
		select ${entryColumns}, l.block, l.position,
			array(select encode(x.hash, 'hex') from ledger_leaf x where x.committee_id = l.committee_id and x.block = l.block order by x.position) as leaves
		from ledger_leaf l join timeline t on t.committee_id = l.committee_id and t.matter_id = l.matter_id and t.seq = l.seq
		where l.committee_id = ${of} and l.matter_id = ${matter_id} and l.seq = ${seq}`.execute(db);
	if (!rows[0]) return undefined;
	const { block, position, leaves, ...entry } = rows[0];
	return { entry, block, position, leaves: leaves.map((leaf) => Buffer.from(leaf, 'hex')) };
}
