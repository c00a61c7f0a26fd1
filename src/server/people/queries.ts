import { sql } from 'kysely';
import type { Actor, Committee, Context, Mandate } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import type { Role } from '../core/grant.ts';
import type { PlainDate } from '../core/clock.ts';
import { mandatesOf, validOn } from './relations.ts';

const committeeColumns = ['id', 'slug', 'name', 'short_name', 'level', 'zone'] as const;

export const findCommittee = (db: Db, slug: string): Promise<Committee | undefined> =>
	db.selectFrom('committee').select(committeeColumns).where('slug', '=', slug).executeTakeFirst();
export const findHomeCommittee = (db: Db): Promise<Committee | undefined> =>
	db.selectFrom('committee').select(committeeColumns).orderBy('is_home', 'desc').orderBy('slug').executeTakeFirst();

interface PersonRow {
	id: string;
	name: string;
	mandates: Mandate[];
}
const actorFrom = ({ id, name, mandates }: PersonRow): Actor => ({ kind: 'person', person_id: id, name, mandates });

/** The person behind a sign-in with the mandates that are valid in this committee on this day; one statement. */
export async function findActor(
	db: Db,
	committee: Committee,
	user_id: string,
	today: PlainDate,
): Promise<Actor | undefined> {
	const { rows } = await sql<PersonRow>`
		select p.id, p.name, ${mandatesOf(committee, today)} as mandates from person p where p.user_id = ${user_id}`.execute(
		db,
	);
	return rows[0] && actorFrom(rows[0]);
}

/** What a session says of itself. */
export interface SessionRow {
	user_id: string;
	expires_at: Date;
	created_at: Date;
	seen_at: Date;
	second_factor_at: Date | null;
	/** Made at the command line, for a program. */
	program: boolean;
	/** The person has an authenticator, so a password alone does not suffice. */
	has_factor: boolean;
	/** The committee's setting as stored. */
	sign_in: unknown;
}

/** The same by the token of a session, with the session, ended or not; notes at most once a minute that it is in use. One statement. */
export async function findActorOfSession(
	db: Db,
	committee: Committee,
	token: string,
	{ today, now }: Pick<Context, 'today' | 'now'>,
): Promise<{ actor: Actor; session: SessionRow } | undefined> {
	const aMinuteAgo = new Date(now.getTime() - 60_000);
	const { rows } = await sql<PersonRow & SessionRow>`
		with seen as (update auth.session set seen_at = ${now} where token = ${token} and seen_at < ${aMinuteAgo})
		select p.id, p.name, s."userId" as user_id, s."expiresAt" as expires_at, s."createdAt" as created_at, s.seen_at, s.second_factor_at, s.program,
			exists (select from auth.second_factor f where f.user_id = s."userId" and f.confirmed_at is not null) as has_factor,
			(select st.value from setting st where st.committee_id = ${committee.id} and st.name = 'sign_in' and st.valid_from <= ${now}
				order by st.version desc limit 1) as sign_in,
			${mandatesOf(committee, today)} as mandates
		from auth.session s join person p on p.user_id = s."userId" where s.token = ${token}`.execute(db);
	const [row] = rows;
	return row && { actor: actorFrom(row), session: row };
}

export async function hasMandate(db: Db, ctx: Context, person_id: string, role: Role): Promise<boolean> {
	const { rows } =
		await sql`select 1 from mandate md where md.committee_id = ${ctx.committee.id} and md.person_id = ${person_id} and md.role = ${role}
		and ${validOn(ctx.today)} limit 1`.execute(db);
	return rows.length > 0;
}

/** Committees in which the person behind a sign-in holds any mandate today, to choose where to go. */
export async function listOwnCommittees(
	db: Db,
	user_id: string,
	today: PlainDate,
): Promise<{ slug: string; name: string }[]> {
	const { rows } = await sql<{ slug: string; name: string }>`
		select distinct c.slug, c.name, c.is_home from person p join mandate md on md.person_id = p.id join committee c on c.id = md.committee_id
		where p.user_id = ${user_id} and ${validOn(today)} order by c.is_home desc, c.slug limit 20`.execute(db);
	return rows;
}

export interface BodyRow {
	id: string;
	kind: string;
	unit_kind: string | null;
	slug: string;
	name: string;
	short_name: string;
	duty: string;
}

export const listBodies = (db: Db, ctx: Context, kind: string): Promise<BodyRow[]> =>
	db
		.selectFrom('body')
		.select(['id', 'kind', 'unit_kind', 'slug', 'name', 'short_name', 'duty'])
		.where('committee_id', '=', ctx.committee.id)
		.where('kind', '=', kind)
		.where('successor_id', 'is', null)
		.orderBy('position')
		.orderBy('name')
		.limit(1000)
		.execute();

/** Short names of all bodies, those that no longer exist too: what was theirs is still listed under their name. */
export const listBodyNames = (db: Db, { committee }: Pick<Context, 'committee'>) =>
	db.selectFrom('body').select(['id', 'short_name']).where('committee_id', '=', committee.id).limit(10_000).execute();

/** The offices that confirm assignments: those in which somebody holds the role. */
export const listAssigners = (db: Db, ctx: Context) =>
	db
		.selectFrom('body')
		.select(['id', 'short_name', 'name'])
		.where('committee_id', '=', ctx.committee.id)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('mandate')
					.whereRef('mandate.committee_id', '=', 'body.committee_id')
					.whereRef('mandate.body_id', '=', 'body.id')
					.where('mandate.role', '=', 'assigner')
					.select('mandate.id'),
			),
		)
		.orderBy('position')
		.limit(20)
		.execute();

export interface MemberRow {
	id: string;
	name: string;
	sector: string | null;
	member_no: string | null;
}

/** Sitting members, by name; for choosing co-proposers and the public roll. */
export async function listMembers(
	db: Db,
	ctx: Context,
	filter: { name?: string; limit?: number } = {},
): Promise<MemberRow[]> {
	const { rows } = await roll(ctx, filter).execute(db);
	return rows;
}

const roll = (ctx: Context, { name = '', limit = 1000 }: { name?: string; limit?: number } = {}) => sql<MemberRow>`
	select p.id, p.name, b.short_name as sector, md.member_no from mandate md join person p on p.id = md.person_id
	join body b on b.committee_id = md.committee_id and b.id = md.body_id
	where md.committee_id = ${ctx.committee.id} and md.role = 'member' and ${validOn(ctx.today)}
		and (${name} = '' or strpos(p.name, ${name}) > 0)
	order by p.name, p.id limit ${limit}`;

export interface WritersChoices {
	members: MemberRow[];
	units: { id: string; short_name: string }[];
}

/** Whom the writer of a proposal may invite, and which units he may wish for; one statement. */
export async function findWritersChoices(db: Db, ctx: Context): Promise<WritersChoices> {
	const { rows } = await sql<WritersChoices>`
		select (select coalesce(json_agg(row_to_json(m)), '[]') from (${roll(ctx)}) m) as members,
			(select coalesce(json_agg(json_build_object('id', b.id, 'short_name', b.short_name) order by b.position, b.name), '[]')
			from body b where b.committee_id = ${ctx.committee.id} and b.kind = 'handling_unit' and b.successor_id is null) as units`.execute(
		db,
	);
	return rows[0] ?? { members: [], units: [] };
}

/** Whether the person may propose in the name of the body: its contact, or the convener of the sector. */
export async function speaksFor(db: Db, ctx: Context, person_id: string, body_id: string): Promise<boolean> {
	const { rows } =
		await sql`select 1 from mandate md where md.committee_id = ${ctx.committee.id} and md.person_id = ${person_id} and md.body_id = ${body_id}
		and md.role in ('organisation_contact', 'sector_convener') and ${validOn(ctx.today)} limit 1`.execute(db);
	return rows.length > 0;
}

export async function findMembership(
	db: Db,
	ctx: Context,
	person_id: string,
): Promise<{ sector_id: string | null } | undefined> {
	const { rows } = await sql<{ sector_id: string | null }>`
		select case when b.kind = 'sector' then b.id end as sector_id from mandate md join body b on b.committee_id = md.committee_id and b.id = md.body_id
		where md.committee_id = ${ctx.committee.id} and md.person_id = ${person_id} and md.role = 'member'
			and ${validOn(ctx.today)} order by md.starts_on desc limit 1`.execute(db);
	return rows[0];
}

/** The session that new proposals belong to: the latest that has opened or opens within sixty days. */
export const findCurrentSession = (db: Db, ctx: Context) =>
	db
		.selectFrom('plenary_session')
		.select(['id', 'name', 'year', 'opens_on', 'closes_on', 'cut_off_at'])
		.where('committee_id', '=', ctx.committee.id)
		.orderBy('opens_on', 'desc')
		.limit(1)
		.executeTakeFirst();
export const listSessions = (db: Db, ctx: Context) =>
	db
		.selectFrom('plenary_session')
		.select(['id', 'name', 'year', 'opens_on'])
		.where('committee_id', '=', ctx.committee.id)
		.orderBy('opens_on', 'desc')
		.limit(20)
		.execute();

export const findCommitteeById = (db: Db, id: string): Promise<Committee | undefined> =>
	db.selectFrom('committee').select(committeeColumns).where('id', '=', id).executeTakeFirst();
export const listCommittees = (db: Db): Promise<Committee[]> =>
	db.selectFrom('committee').select(committeeColumns).orderBy('slug').limit(5_000).execute();
