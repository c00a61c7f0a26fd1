import { sql } from 'kysely';
import type { Actor, Context, Mandate } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import type { Role } from '../core/grant.ts';
import { isId, newId } from '../core/id.ts';
import type { ActJob } from '../core/jobs.ts';
import { ids, visibleTo } from '../matters/relations.ts';
import { mandatesOf, validOn } from '../people/relations.ts';

export interface Holder {
	person_id: string;
	body_id: string;
}

/** Who holds one of the roles today: in any of the bodies named, or anywhere in the committee. */
export async function listHolders(
	db: Db,
	ctx: Context,
	roles: readonly Role[],
	body_ids?: readonly string[],
): Promise<Holder[]> {
	const within = body_ids ? sql`and md.body_id = any(${ids(body_ids)})` : sql``;
	const { rows } = await sql<Holder>`
		select distinct md.person_id, md.body_id from mandate md
		where md.committee_id = ${ctx.committee.id} and md.role = any(${[...roles]}::text[]) and ${validOn(ctx.today)} ${within} limit 5000`.execute(
		db,
	);
	return rows;
}

/** These persons as readers, each with the mandates that are valid today. */
export async function listReaders(
	db: Db,
	ctx: Context,
	person_ids: readonly string[],
): Promise<(Actor & { person_id: string })[]> {
	const { rows } = await sql<{ id: string; name: string; mandates: Mandate[] }>`
		select p.id, p.name, ${mandatesOf(ctx.committee, ctx.today)} as mandates
		from person p where p.id = any(${ids(person_ids)}) order by p.id`.execute(db);
	return rows.map(({ id, name, mandates }) => ({ kind: 'person', person_id: id, name, mandates }));
}

export interface ReadableMatter {
	id: string;
	title: string;
	number_label: string | null;
}

/** Of these matters, what this actor may see and how it is called for him. */
export async function listReadable(
	db: Db,
	ctx: Context,
	actor: Actor,
	matter_ids: readonly string[],
): Promise<ReadableMatter[]> {
	const { rows } = await sql<ReadableMatter>`
		select m.id, m.title, m.number_label from matter m
		where m.committee_id = ${ctx.committee.id} and m.id = any(${ids(matter_ids)}) and ${visibleTo(actor)}`.execute(db);
	return rows;
}

export interface Entry {
	actor_id: string | null;
	content: Record<string, unknown>;
	/** The unit that the entry speaks of. */
	unit: string | null;
}

/** The timeline's entry that a job follows: who acted, and what was kept of it. */
export async function findEntry(db: Db, ctx: Context, act: ActJob): Promise<Entry | undefined> {
	const { rows } = await sql<Entry>`
		select t.actor_id, coalesce(c.content, '{}') as content,
			(select b.short_name from body b where b.committee_id = t.committee_id and b.id::text = c.content ->> 'unit_id') as unit
		from timeline t left join timeline_content c on c.committee_id = t.committee_id and c.matter_id = t.matter_id and c.seq = t.seq
		where t.committee_id = ${ctx.committee.id} and t.matter_id = ${act.matter_id} and t.seq = ${act.seq}`.execute(db);
	return rows[0];
}

export interface NewNotice {
	person_id: string;
	matter_id: string | null;
	kind: string;
	content: NoticeContent;
	dedupe: string;
}

/** What a notice says, as its reader might read it when it was written. */
export type NoticeContent = { title: string; number: string | null } & Record<string, unknown>;

const atOnce = 500;

/** Told twice is told once: a notice with the same `dedupe` is there already. */
export async function insertNotices(db: Db, ctx: Context, notices: readonly NewNotice[]): Promise<void> {
	for (let from = 0; from < notices.length; from += atOnce)
		await db
			.insertInto('notice')
			.values(
				notices.slice(from, from + atOnce).map((notice) => ({
					committee_id: ctx.committee.id,
					id: newId(ctx.now.getTime()),
					at: ctx.now,
					read_at: null,
					...notice,
				})),
			)
			.onConflict((conflict) => conflict.columns(['committee_id', 'person_id', 'dedupe']).doNothing())
			.execute();
}

export interface NoticeRow {
	id: string;
	matter_id: string | null;
	kind: string;
	content: NoticeContent;
	at: Date;
	read_at: Date | null;
}

/** One's own notices. What one may no longer read is no longer told either. */
const own = (ctx: Context) =>
	sql`n.committee_id = ${ctx.committee.id} and n.person_id = ${ctx.actor.person_id} and (n.matter_id is null or ${visibleTo(ctx.actor)})`;
const withMatter = sql`notice n left join matter m on m.committee_id = n.committee_id and m.id = n.matter_id`;

/** The newest first. */
export async function listNotices(
	db: Db,
	ctx: Context,
	{ unreadOnly = false, limit = 50 }: { unreadOnly?: boolean; limit?: number } = {},
): Promise<NoticeRow[]> {
	if (!ctx.actor.person_id) return [];
	const { rows } = await sql<NoticeRow>`
		select n.id, n.matter_id, n.kind, n.content, n.at, n.read_at from ${withMatter}
		where ${own(ctx)} ${unreadOnly ? sql`and n.read_at is null` : sql``} order by n.at desc, n.id desc limit ${Math.min(limit, 200)}`.execute(
		db,
	);
	return rows;
}

/** Counted up to 100; 100 means that or more. */
export async function countUnread(db: Db, ctx: Context): Promise<number> {
	if (!ctx.actor.person_id) return 0;
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from (select 1 from ${withMatter} where ${own(ctx)} and n.read_at is null limit 100) unread`.execute(
		db,
	);
	return rows[0]?.n ?? 0;
}

/** Marks one notice of the reader's own, or all of them, as read. */
export async function markRead(ctx: Context, which: string | 'all'): Promise<void> {
	if (!ctx.actor.person_id || (which !== 'all' && !isId(which))) return;
	let marked = ctx.db
		.updateTable('notice')
		.set({ read_at: ctx.now })
		.where('committee_id', '=', ctx.committee.id)
		.where('person_id', '=', ctx.actor.person_id)
		.where('read_at', 'is', null);
	if (which !== 'all') marked = marked.where('id', '=', which);
	await marked.execute();
}
