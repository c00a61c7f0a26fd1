import { sql } from 'kysely';
import { addDays, type PlainDate } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import type { Db, Trx } from '#server/core/database.ts';
import { newId } from '#server/core/id.ts';
import type { Role } from '#server/core/grant.ts';

export interface RollBody {
	id: string;
	kind: string;
	slug: string;
	name: string;
	short_name: string;
	unit_kind: string | null;
	duty: string;
	letter_mark: string;
	former_names: string[];
	position: number;
}

export const listRollBodies = (db: Db, ctx: Context, ...kinds: string[]): Promise<RollBody[]> =>
	db
		.selectFrom('body')
		.select([
			'id',
			'kind',
			'slug',
			'name',
			'short_name',
			'unit_kind',
			'duty',
			'letter_mark',
			'former_names',
			'position',
		])
		.where('committee_id', '=', ctx.committee.id)
		.where('kind', 'in', kinds)
		.where('successor_id', 'is', null)
		.orderBy('position')
		.orderBy('name')
		.limit(10_000)
		.execute();

export interface RollMember {
	id: string;
	name: string;
	sex: string | null;
	born_in: number | null;
	work_unit: string | null;
	post: string | null;
	mandate_id: string;
	member_no: string | null;
	sector_id: string;
	starts_on: PlainDate;
	is_standing: boolean;
	/** Liaison posts and organisations to which the member belongs. */
	group_ids: string[];
}

/** Sitting members with everything that a roster says of them. */
export async function listRollMembers(db: Db, ctx: Context): Promise<RollMember[]> {
	const { rows } = await sql<RollMember>`
		select p.id, p.name, p.sex, p.born_in, p.work_unit, p.post, md.id as mandate_id, md.member_no, md.body_id as sector_id, md.starts_on,
			exists (select from mandate s where s.committee_id = md.committee_id and s.person_id = p.id and s.role = 'standing_member'
				and (s.ends_on is null or s.ends_on >= ${ctx.today})) as is_standing,
			array(select g.body_id from mandate g where g.committee_id = md.committee_id and g.person_id = p.id and g.role = 'group_member'
				and (g.ends_on is null or g.ends_on >= ${ctx.today}) order by g.body_id) as group_ids
		from mandate md join person p on p.id = md.person_id
		where md.committee_id = ${ctx.committee.id} and md.role = 'member' and (md.ends_on is null or md.ends_on >= ${ctx.today})
		order by md.member_no nulls last, p.name, p.id limit 100000`.execute(db);
	return rows;
}

export interface Convener {
	body_id: string;
	person_id: string;
	name: string;
}

export async function listConveners(db: Db, ctx: Context): Promise<Convener[]> {
	const { rows } = await sql<Convener>`
		select md.body_id, p.id as person_id, p.name from mandate md join person p on p.id = md.person_id
		where md.committee_id = ${ctx.committee.id} and md.role = 'liaison_convener' and (md.ends_on is null or md.ends_on >= ${ctx.today}) limit 10000`.execute(
		db,
	);
	return rows;
}

/** The body that the committee is as a whole: offices held in it belong there. */
export const findPlenum = (db: Db, ctx: Context) =>
	db
		.selectFrom('body')
		.select('id')
		.where('committee_id', '=', ctx.committee.id)
		.where('kind', '=', 'plenum')
		.limit(1)
		.executeTakeFirst();

/** The term that runs today. */
export const findTerm = (db: Db, ctx: Context) =>
	db
		.selectFrom('term')
		.select(['id', 'number', 'starts_on', 'ends_on'])
		.where('committee_id', '=', ctx.committee.id)
		.where('starts_on', '<=', ctx.today)
		.orderBy('starts_on', 'desc')
		.limit(1)
		.executeTakeFirst();

export interface PersonChange {
	sex?: string;
	born_in?: number;
	work_unit?: string;
	post?: string;
}

/** A person is shared by committees: only one who has a mandate here is changed from here. */
export async function savePerson(trx: Trx, ctx: Context, id: string, change: PersonChange): Promise<void> {
	if (Object.keys(change).length === 0) return;
	await trx
		.updateTable('person')
		.set(change)
		.where('id', '=', id)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('mandate')
					.select('mandate.id')
					.whereRef('mandate.person_id', '=', 'person.id')
					.where('mandate.committee_id', '=', ctx.committee.id),
			),
		)
		.execute();
}

export const saveMemberNo = (trx: Trx, ctx: Context, mandate_id: string, member_no: string) =>
	trx
		.updateTable('mandate')
		.set({ member_no })
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', mandate_id)
		.execute();

export interface BodyChange {
	name?: string;
	short_name?: string;
	unit_kind?: string;
	duty?: string;
	letter_mark?: string;
	former_names?: string[];
	position?: number;
}

export async function saveBody(trx: Trx, ctx: Context, id: string, change: BodyChange): Promise<void> {
	if (Object.keys(change).length === 0) return;
	await trx.updateTable('body').set(change).where('committee_id', '=', ctx.committee.id).where('id', '=', id).execute();
}

interface Holding {
	person_id: string;
	role: Role;
	body_id: string;
}

/** Ended yesterday; what began today or later has not begun. */
export async function endMandate(trx: Trx, ctx: Context, { person_id, role, body_id }: Holding): Promise<void> {
	const of = sql`committee_id = ${ctx.committee.id} and person_id = ${person_id} and role = ${role} and body_id = ${body_id}`;
	await sql`delete from mandate where ${of} and starts_on >= ${ctx.today}`.execute(trx);
	await sql`update mandate set ends_on = ${addDays(ctx.today, -1)} where ${of} and (ends_on is null or ends_on >= ${ctx.today})`.execute(
		trx,
	);
}

export const beginMandate = (
	trx: Trx,
	ctx: Context,
	{ person_id, role, body_id }: Holding,
	term: { starts_on: PlainDate; ends_on: PlainDate | null; member_no?: string | null },
) =>
	trx
		.insertInto('mandate')
		.values({
			committee_id: ctx.committee.id,
			id: newId(ctx.now.getTime()),
			person_id,
			body_id,
			role,
			member_no: term.member_no ?? null,
			starts_on: term.starts_on,
			ends_on: term.ends_on,
		})
		.execute();
