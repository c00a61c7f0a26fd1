import { sql } from 'kysely';
import { addDays, startOfDay, type PlainDate } from '../../core/clock.ts';
import type { Context } from '../../core/context.ts';
import type { Db, Trx } from '../../core/database.ts';
import { ids } from '../../matters/relations.ts';
import { numeral } from './sessions.ts';

export interface KnownTerm {
	id: string;
	number: number;
	starts_on: PlainDate;
}
export interface KnownSession {
	id: string;
	term: number;
	number: number;
	name: string;
	year: number;
	closes_on: PlainDate;
}

export const listTerms = (db: Db, ctx: Context): Promise<KnownTerm[]> =>
	db
		.selectFrom('term')
		.select(['id', 'number', 'starts_on'])
		.where('committee_id', '=', ctx.committee.id)
		.limit(100)
		.execute();

export const listPlenarySessions = (db: Db, ctx: Context): Promise<KnownSession[]> =>
	db
		.selectFrom('plenary_session as s')
		.innerJoin('term as t', (join) =>
			join.onRef('t.committee_id', '=', 's.committee_id').onRef('t.id', '=', 's.term_id'),
		)
		.select(['s.id', 't.number as term', 's.number', 's.name', 's.year', 's.closes_on'])
		.where('s.committee_id', '=', ctx.committee.id)
		.orderBy('s.opens_on', 'desc')
		.limit(200)
		.execute();

/** Units and sectors under every name that they have or had, those that are no more too. */
export const listNamedBodies = (db: Db, ctx: Context, ...kinds: string[]) =>
	db
		.selectFrom('body')
		.select(['id', 'kind', 'name', 'short_name', 'former_names'])
		.where('committee_id', '=', ctx.committee.id)
		.where('kind', 'in', kinds)
		.limit(10_000)
		.execute();

/** Everybody who is or was a member. */
export async function listMembersEver(db: Db, ctx: Context): Promise<{ id: string; name: string }[]> {
	const { rows } = await sql<{ id: string; name: string }>`
		select distinct p.id, p.name from mandate md join person p on p.id = md.person_id
		where md.committee_id = ${ctx.committee.id} and md.role = 'member' limit 100000`.execute(db);
	return rows;
}

/** Persons without a sign-in, of these names, who came with proposals imported earlier. */
export async function listFormerProposers(
	db: Db,
	ctx: Context,
	names: readonly string[],
): Promise<{ id: string; name: string }[]> {
	const { rows } = await sql<{ id: string; name: string }>`
		select distinct on (p.name) p.id, p.name from person p where p.name = any(${[...names]}::text[]) and p.user_id is null and (
			exists (select from matter m where m.committee_id = ${ctx.committee.id} and m.owner_id = p.id)
			or exists (select from signature s where s.committee_id = ${ctx.committee.id} and s.person_id = p.id))
		and not exists (select from mandate md where md.person_id = p.id) order by p.name, p.id`.execute(db);
	return rows;
}

export interface StoredProposal {
	session_id: string;
	number_label: string;
	title: string;
	category: string | null;
	sector_id: string | null;
	result_class: string | null;
	rating_result: string | null;
	owner: string;
	co_proposers: string[];
	lead_unit_ids: string[];
	co_unit_ids: string[];
	assigned_at: Date | null;
	delivered_at: Date | null;
}

export interface Key {
	session_id: string;
	number_label: string;
}

const unitsAs = (role: ReturnType<typeof sql>) => sql`array(select a.unit_id from assignment a
	where a.committee_id = m.committee_id and a.matter_id = m.id and a.state <> 'reassigned' and ${role} order by a.id)`;

/** What is stored under these numbers already. */
export async function listStored(db: Db, ctx: Context, keys: readonly Key[]): Promise<StoredProposal[]> {
	const { rows } = await sql<StoredProposal>`
		select m.plenary_session_id as session_id, m.number_label, m.title, m.category, m.sector_id, m.result_class, p.rating_result, owner.name as owner,
			array(select person.name from signature s join person on person.id = s.person_id
				where s.committee_id = m.committee_id and s.matter_id = m.id and s.state = 'signed' order by s.id) as co_proposers,
			${unitsAs(sql`a.role <> 'co'`)} as lead_unit_ids, ${unitsAs(sql`a.role = 'co'`)} as co_unit_ids,
			(select min(a.assigned_at) from assignment a where a.committee_id = m.committee_id and a.matter_id = m.id) as assigned_at,
			(select max(r.delivered_at) from reply r where r.committee_id = m.committee_id and r.matter_id = m.id) as delivered_at
		from unnest(${ids(keys.map((key) => key.session_id))}, ${keys.map((key) => key.number_label)}::text[]) as wanted (session_id, number_label)
		join matter m on m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.plenary_session_id = wanted.session_id and m.number_label = wanted.number_label
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id`.execute(db);
	return rows;
}

/** Numbers of a series that were given by mistake and may not be used again. */
export async function listVoidNumbers(db: Db, ctx: Context, series: string): Promise<number[]> {
	const { rows } = await sql<{ number: number }>`
		select number from number_given where committee_id = ${ctx.committee.id} and series = ${series} and state = 'void' limit 10000`.execute(
		db,
	);
	return rows.map((row) => row.number);
}

/** Statements and the checks of foreign keys are planned once; planned on empty tables they would read them whole for each row. */
export const countForPlanner = (trx: Trx) => sql`select count_for_planner()`.execute(trx);

/** New numbers of the series follow those of the ledger. Whoever admits a proposal meanwhile waits. */
export const continueSeries = (trx: Trx, ctx: Context, series: string, last: number) =>
	trx
		.insertInto('number_series')
		.values({ committee_id: ctx.committee.id, series, last })
		.onConflict((conflict) =>
			conflict.columns(['committee_id', 'series']).doUpdateSet({ last: sql`greatest(number_series.last, ${last})` }),
		)
		.execute();

/** A term lasts five years (domain.md 1.1). */
export const insertTerm = (
	trx: Trx,
	ctx: Context,
	{ id, number, firstYear }: { id: string; number: number; firstYear: number },
) =>
	trx
		.insertInto('term')
		.values({
			committee_id: ctx.committee.id,
			id,
			number,
			name: `第${numeral(number)}届`,
			starts_on: `${firstYear}-01-01`,
			ends_on: `${firstYear + 4}-12-31`,
		})
		.execute();

/** The ledger does not tell the days of the session: it stands on the first day of its year. */
export const insertSession = (
	trx: Trx,
	ctx: Context,
	{ id, number, name, year, closes_on }: KnownSession,
	term_id: string,
) =>
	trx
		.insertInto('plenary_session')
		.values({
			committee_id: ctx.committee.id,
			id,
			term_id,
			number,
			name,
			year,
			opens_on: closes_on,
			closes_on,
			cut_off_at: startOfDay(ctx.committee.zone, addDays(closes_on, 1)),
		})
		.execute();
