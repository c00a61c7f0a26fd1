import { sql } from 'kysely';
import type { Context } from '../core/context.ts';
import type { Db, Trx } from '../core/database.ts';
import { newId } from '../core/id.ts';
import { validOn } from '../people/relations.ts';

export const endSession = (db: Db, token: string) => sql`delete from auth.session where token = ${token}`.execute(db);
export const endSessionsOf = (db: Db, user_id: string, besides: string | null = null) =>
	sql`delete from auth.session where "userId" = ${user_id} and token is distinct from ${besides}`.execute(db);
export async function endOneSession(db: Db, user_id: string, id: string): Promise<boolean> {
	const { numAffectedRows } = await sql`delete from auth.session where "userId" = ${user_id} and id = ${id}`.execute(
		db,
	);
	return Boolean(numAffectedRows);
}

export interface SessionOfPerson {
	id: string;
	begun_at: Date;
	seen_at: Date;
	address: string;
	agent: string;
	program: boolean;
	current: boolean;
}

/** The sign-ins of a person that are more than begun, the one that asks first. */
export async function listSessionsOf(db: Db, user_id: string, token: string, since: Date): Promise<SessionOfPerson[]> {
	const { rows } = await sql<SessionOfPerson>`
		select s.id, s."createdAt" as begun_at, s.seen_at, coalesce(s."ipAddress", '') as address, coalesce(s."userAgent", '') as agent, s.program,
			s.token = ${token} as current
		from auth.session s where s."userId" = ${user_id} and s."expiresAt" > now() and (s.seen_at > ${since} or s.program)
			and (s.second_factor_at is not null or s.program or s.token = ${token}
				or not exists (select from auth.second_factor f where f.user_id = s."userId" and f.confirmed_at is not null))
		order by s.token = ${token} desc, s.seen_at desc limit 100`.execute(db);
	return rows;
}

export interface Credential {
	username: string;
	name: string;
	password: string | null;
}
export async function findCredential(db: Db, user_id: string): Promise<Credential | undefined> {
	const { rows } = await sql<Credential>`
		select coalesce(u.username, '') as username, p.name, a.password from auth."user" u join person p on p.user_id = u.id
		left join auth.account a on a."userId" = u.id and a."providerId" = 'credential' where u.id = ${user_id}`.execute(db);
	return rows[0];
}

export async function savePassword(trx: Trx, user_id: string, hash: string): Promise<void> {
	const { numAffectedRows } =
		await sql`update auth.account set password = ${hash}, "updatedAt" = now() where "userId" = ${user_id} and "providerId" = 'credential'`.execute(
			trx,
		);
	if (!numAffectedRows)
		await sql`insert into auth.account (id, "accountId", "providerId", "userId", password) values (${newId()}, ${user_id}, 'credential', ${user_id}, ${hash})`.execute(
			trx,
		);
}

export interface Invited {
	person_id: string;
	name: string;
	user_id: string | null;
	username: string | null;
	member_no: string | null;
	roles: string[];
}

/** A person with a mandate here today, and the sign-in if there is one. */
export async function findInvited(db: Db, ctx: Context, person_id: string): Promise<Invited | undefined> {
	const { rows } = await sql<Invited>`
		select p.id as person_id, p.name, p.user_id, u.username, max(md.member_no) as member_no, array_agg(distinct md.role) as roles
		from person p join mandate md on md.person_id = p.id left join auth."user" u on u.id = p.user_id
		where p.id = ${person_id} and md.committee_id = ${ctx.committee.id} and ${validOn(ctx.today)}
		group by p.id, u.username`.execute(db);
	return rows[0];
}

export interface SignInRow extends Invited {
	bodies: string[];
	has_password: boolean;
	has_factor: boolean;
	link_until: Date | null;
	seen_at: Date | null;
	total: number;
}

/** Those who have a mandate here today, by name, and how far each is with signing in. */
export async function listSignIns(
	db: Db,
	ctx: Context,
	{ name = '', without = false, limit = 50 }: { name?: string; without?: boolean; limit?: number },
): Promise<SignInRow[]> {
	const { rows } = await sql<SignInRow>`
		with known as (
			select p.id as person_id, p.name, p.user_id, u.username, max(md.member_no) as member_no,
				array_agg(distinct md.role) as roles, array_agg(distinct b.short_name) as bodies,
				exists (select from auth.account a where a."userId" = p.user_id and a.password is not null) as has_password
			from mandate md join person p on p.id = md.person_id
			join body b on b.committee_id = md.committee_id and b.id = md.body_id left join auth."user" u on u.id = p.user_id
			where md.committee_id = ${ctx.committee.id} and ${validOn(ctx.today)} and (${name} = '' or strpos(p.name, ${name}) > 0)
			group by p.id, u.username)
		select k.*, count(*) over ()::int as total,
			exists (select from auth.second_factor f where f.user_id = k.user_id and f.confirmed_at is not null) as has_factor,
			(select max(l.expires_at) from auth.password_link l where l.user_id = k.user_id and l.used_at is null
				and l.withdrawn_at is null and l.expires_at > ${ctx.now}) as link_until,
			(select max(s.seen_at) from auth.session s where s."userId" = k.user_id) as seen_at
		from known k where not (${without} and k.has_password) order by k.has_password, k.name, k.person_id limit ${limit}`.execute(
		db,
	);
	return rows;
}

/** The first of the names that nobody has yet. */
export async function findFreeUserName(db: Db, names: readonly string[]): Promise<string | undefined> {
	const { rows } = await sql<{ name: string }>`
		select w.name from unnest(${[...names]}::text[]) with ordinality as w (name, n)
		where not exists (select from auth."user" u where u.username = w.name) order by w.n limit 1`.execute(db);
	return rows[0]?.name;
}

/** A sign-in for a person who has none; it cannot be used before a password is set. */
export async function insertUser(trx: Trx, person: Invited, username: string): Promise<string> {
	const id = newId();
	await sql`insert into auth."user" (id, name, email, username, "displayUsername") values (${id}, ${person.name}, ${`${id}@sign-in.invalid`}, ${username}, ${username})`.execute(
		trx,
	);
	await trx.updateTable('person').set({ user_id: id }).where('id', '=', person.person_id).execute();
	return id;
}

export interface NewLink {
	token_hash: Buffer;
	user_id: string;
	expires_at: Date;
}

/** A new link; those before it are no longer good. */
export async function insertLink(trx: Trx, ctx: Context, { token_hash, user_id, expires_at }: NewLink): Promise<void> {
	await withdrawLinks(trx, user_id, ctx.now);
	await sql`insert into auth.password_link (token_hash, user_id, committee_id, made_by, made_at, expires_at)
		values (${token_hash}, ${user_id}, ${ctx.committee.id}, ${ctx.actor.person_id}, ${ctx.now}, ${expires_at})`.execute(
		trx,
	);
}
export const withdrawLinks = (trx: Trx, user_id: string, now: Date) =>
	sql`update auth.password_link set withdrawn_at = ${now} where user_id = ${user_id} and used_at is null and withdrawn_at is null`.execute(
		trx,
	);

export interface Link {
	user_id: string;
	committee_id: string;
	expires_at: Date;
	used_at: Date | null;
	withdrawn_at: Date | null;
}
export async function findLink(db: Db, token_hash: Buffer): Promise<Link | undefined> {
	const { rows } = await sql<Link>`select user_id, committee_id, expires_at, used_at, withdrawn_at
		from auth.password_link where token_hash = ${token_hash}`.execute(db);
	return rows[0];
}
/** Takes the link; of two who come at once, one. */
export async function takeLink(trx: Trx, token_hash: Buffer, now: Date): Promise<boolean> {
	const { numAffectedRows } = await sql`update auth.password_link set used_at = ${now}
		where token_hash = ${token_hash} and used_at is null and withdrawn_at is null and expires_at > ${now}`.execute(trx);
	return Boolean(numAffectedRows);
}

/** Notes a device of a person: whether it is new, and whether there were others before. */
export async function noteDevice(
	db: Db,
	user_id: string,
	device_hash: Buffer,
	now: Date,
): Promise<{ is_new: boolean; others: boolean }> {
	const { rows } = await sql<{ is_new: boolean; others: boolean }>`
		with others as (select count(*) as n from auth.known_device where user_id = ${user_id} and device_hash <> ${device_hash})
		insert into auth.known_device (user_id, device_hash, since, last_seen) values (${user_id}, ${device_hash}, ${now}, ${now})
		on conflict (user_id, device_hash) do update set last_seen = excluded.last_seen
		returning since = last_seen as is_new, (select n > 0 from others) as others`.execute(db);
	return rows[0] ?? { is_new: false, others: false };
}
export async function isKnownDevice(db: Db, username: string, device_hash: Buffer): Promise<boolean> {
	const { rows } = await sql`select 1 from auth.known_device d join auth."user" u on u.id = d.user_id
		where u.username = ${username} and d.device_hash = ${device_hash}`.execute(db);
	return rows.length > 0;
}
export async function isDeviceOf(db: Db, user_id: string, device_hash: Buffer): Promise<boolean> {
	const { rows } =
		await sql`select 1 from auth.known_device where user_id = ${user_id} and device_hash = ${device_hash}`.execute(db);
	return rows.length > 0;
}
