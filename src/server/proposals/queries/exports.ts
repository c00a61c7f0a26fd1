import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
import type { ExportState } from '../../core/schema/export.ts';

export interface ExportRow {
	id: string;
	state: ExportState;
	format: 'xlsx' | 'csv';
	name: string;
	done: number;
	total: number;
	size: number;
	asked_at: Date;
	ready_at: Date | null;
	expires_at: Date;
}

/** The reader's own files that can still be fetched or are under way, the newest first. */
export const listExports = (db: Db, ctx: Context): Promise<ExportRow[]> =>
	db
		.selectFrom('export_file')
		.select(['id', 'state', 'format', 'name', 'done', 'total', 'size', 'asked_at', 'ready_at', 'expires_at'])
		.where('committee_id', '=', ctx.committee.id)
		.where('made_by', '=', ctx.actor.person_id)
		.where('expires_at', '>', ctx.now)
		.orderBy('asked_at', 'desc')
		.limit(50)
		.execute();

/** One of the reader's own, expired ones too; another's is as if it were not there. */
export const findExport = (db: Db, ctx: Context, id: string): Promise<ExportRow | undefined> =>
	db
		.selectFrom('export_file')
		.select(['id', 'state', 'format', 'name', 'done', 'total', 'size', 'asked_at', 'ready_at', 'expires_at'])
		.where('committee_id', '=', ctx.committee.id)
		.where('made_by', '=', ctx.actor.person_id)
		.where('id', '=', id)
		.executeTakeFirst();

/** One piece of a file that is ready, the reader's own. */
export async function findPiece(db: Db, ctx: Context, id: string, n: number): Promise<Buffer | undefined> {
	const { rows } = await sql<{ content: Buffer }>`
		select p.content from export_file f join export_piece p on p.committee_id = f.committee_id and p.export_id = f.id and p.attempt = f.attempt and p.n = ${n}
		where f.committee_id = ${ctx.committee.id} and f.id = ${id} and f.made_by = ${ctx.actor.person_id} and f.state = 'ready'`.execute(
		db,
	);
	return rows[0]?.content;
}

export interface NewExport {
	id: string;
	made_by: string;
	format: 'xlsx' | 'csv';
	name: string;
	wanted: Record<string, unknown>;
	locale: string;
	total: number;
	expires_at: Date;
}

/** Whether it was stored: not while another of the same person is under way. Which ones are is written out as in the index, not bound. */
export async function insertExport(trx: Trx, ctx: Context, file: NewExport): Promise<boolean> {
	const stored = await trx
		.insertInto('export_file')
		.values({ ...file, committee_id: ctx.committee.id, asked_at: ctx.now })
		.onConflict((conflict) =>
			conflict
				.columns(['committee_id', 'made_by'])
				.where(sql<boolean>`state in ('waiting', 'running')`)
				.doNothing(),
		)
		.returning('id')
		.execute();
	return stored.length > 0;
}

export interface Begun {
	attempt: number;
	made_by: string;
	format: 'xlsx' | 'csv';
	wanted: Record<string, unknown>;
	locale: string;
	name: string;
}

/** Begins it, or begins it anew: what an earlier attempt left is gone. Nothing where it is ready, or was given up. */
export async function beginExport(db: Db, ctx: Context, id: string): Promise<Begun | undefined> {
	const of = ctx.committee.id;
	const begun = await db
		.updateTable('export_file')
		.set({ state: 'running', done: 0, size: 0, attempt: sql`attempt + 1` })
		.where('committee_id', '=', of)
		.where('id', '=', id)
		.where('state', 'in', ['waiting', 'running'])
		.returning(['attempt', 'made_by', 'format', 'wanted', 'locale', 'name'])
		.executeTakeFirst();
	if (begun) await db.deleteFrom('export_piece').where('committee_id', '=', of).where('export_id', '=', id).execute();
	return begun;
}

/** Stores a piece with the progress; false where another attempt has begun meanwhile, or nobody wants the file any more. */
export async function keepPiece(
	db: Db,
	ctx: Context,
	file: { id: string; attempt: number; done: number },
	piece?: { n: number; content: Buffer },
): Promise<boolean> {
	const { rows } = await sql<{ id: string }>`
		with mine as (
			update export_file set done = ${file.done}, size = size + ${piece?.content.length ?? 0}
			where committee_id = ${ctx.committee.id} and id = ${file.id} and attempt = ${file.attempt} and state = 'running' returning id
		)${
			piece
				? sql`, kept as (
			insert into export_piece (committee_id, export_id, attempt, n, content)
			select ${ctx.committee.id}::uuid, id, ${file.attempt}::int, ${piece.n}::int, ${piece.content}::bytea from mine
		)`
				: sql``
		}
		select id from mine`.execute(db);
	return rows.length > 0;
}

/** How an attempt ended. */
export async function endExport(
	db: Db,
	ctx: Context,
	{ id, attempt }: { id: string; attempt: number },
	state: 'ready' | 'failed' | 'waiting',
): Promise<boolean> {
	const ended = await db
		.updateTable('export_file')
		.set({ state, ready_at: state === 'ready' ? sql<Date>`now()` : null })
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.where('attempt', '=', attempt)
		.where('state', '=', 'running')
		.returning('id')
		.execute();
	return ended.length > 0;
}

/** The reader's own, ready or under way: a worker that writes it finds it gone and stops. */
export const deleteExport = (db: Db, ctx: Context, id: string) =>
	db
		.deleteFrom('export_file')
		.where('committee_id', '=', ctx.committee.id)
		.where('made_by', '=', ctx.actor.person_id)
		.where('id', '=', id)
		.execute();

export async function listWithExpiredExports(db: Db): Promise<string[]> {
	const { rows } = await sql<{ committee_id: string }>`
		select distinct committee_id from export_file where expires_at < now() limit 1000`.execute(db);
	return rows.map((row) => row.committee_id);
}

export const deleteExpiredExports = (db: Db, ctx: Context) =>
	db.deleteFrom('export_file').where('committee_id', '=', ctx.committee.id).where('expires_at', '<', ctx.now).execute();
