import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../core/context.ts';
import { bodiesAs, hasRole } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import type { DeadlineKind, Explanation } from '../core/deadlines.ts';
import { ids, visibleTo } from './relations.ts';

export interface TimelineRow {
	seq: number;
	machine: string;
	subject_id: string;
	action: string;
	from_state: string | null;
	to_state: string;
	actor_id: string | null;
	actor: string | null;
	on_behalf_of: string | null;
	at: Date;
	content: Record<string, unknown> | null;
}

export interface DeadlineRow {
	id: string;
	machine: string;
	subject_id: string;
	kind: DeadlineKind;
	starts_on: string;
	due_on: string;
	explanation: Explanation;
	state: 'open' | 'met' | 'cancelled';
	ended_on: string | null;
}

export interface WorkRow {
	id: string;
	kind: string;
	number_label: string | null;
	title: string;
	state: string;
	owner: string;
	sector: string | null;
	unit: string | null;
	holder: string | null;
	holder_is_me: boolean;
	due_on: string | null;
	changed_at: Date;
	is_key: boolean;
}

export interface WorkFilter {
	/** 'mine': in the hands of the actor or of a body in which he has a role; 'all': every open matter that he may see. */
	scope: 'mine' | 'all';
	states?: readonly string[];
	session_id?: string;
	unit_id?: string;
	sector_id?: string;
	title?: string;
	limit?: number;
}

const open = sql`m.state in ('submitted', 'under_review', 'returned', 'admitted', 'assigned', 'answered', 'rated', 'follow_up')`;

const workConditions = (ctx: Context, filter: WorkFilter): RawBuilder<unknown> => {
	const bodies = ctx.actor.mandates
		.filter((mandate) => !['sector', 'plenum'].includes(mandate.body_kind))
		.map((mandate) => mandate.body_id);
	const parts = [sql`m.committee_id = ${ctx.committee.id}`, visibleTo(ctx.actor)];
	if (filter.scope === 'mine')
		parts.push(sql`(m.holder_body_id = any(${ids(bodies)}) or m.holder_person_id = ${ctx.actor.person_id})`);
	parts.push(filter.states?.length ? sql`m.state = any(${[...filter.states]}::text[])` : open);
	if (filter.session_id) parts.push(sql`m.plenary_session_id = ${filter.session_id}`);
	if (filter.unit_id) parts.push(sql`m.holder_body_id = ${filter.unit_id}`);
	if (filter.sector_id) parts.push(sql`m.sector_id = ${filter.sector_id}`);
	if (filter.title) parts.push(sql`strpos(m.title, ${filter.title}) > 0`);
	return sql.join(parts, sql` and `);
};

/** The desk: what is in one's hands, the most urgent first, whatever its kind. Whose answer is awaited by name, only the committee is told: a rated unit must not see who has still to rate. */
export async function listWork(db: Db, ctx: Context, filter: WorkFilter): Promise<WorkRow[]> {
	const mine = ids([
		...bodiesAs(
			ctx.actor,
			'proposal_clerk',
			'proposal_director',
			'assigner',
			'inspector',
			'unit_registrar',
			'unit_drafter',
			'unit_head',
		),
	]);
	const tells = hasRole(ctx.actor, 'proposal_clerk') || hasRole(ctx.actor, 'proposal_director');
	const { rows } = await sql<WorkRow>`
		select m.id, m.kind, m.number_label, m.title, m.state, owner.name as owner, sector.short_name as sector, unit.short_name as unit,
			coalesce(hb.short_name, case when ${tells} or hp.id = ${ctx.actor.person_id} then hp.name end) as holder, coalesce(m.holder_body_id = any(${mine}) or m.holder_person_id = ${ctx.actor.person_id}, false) as holder_is_me,
			m.due_on, m.changed_at, coalesce(p.is_key, false) as is_key
		from matter m
		join person owner on owner.id = m.owner_id
		left join proposal p on p.committee_id = m.committee_id and p.id = m.id
		left join body sector on sector.committee_id = m.committee_id and sector.id = m.sector_id
		left join body unit on unit.committee_id = m.committee_id and unit.id = m.lead_unit_id
		left join body hb on hb.committee_id = m.committee_id and hb.id = m.holder_body_id
		left join person hp on hp.id = m.holder_person_id
		where ${workConditions(ctx, filter)}
		order by m.due_on nulls last, m.id limit ${filter.limit ?? 200}`.execute(db);
	return rows;
}

/** How many lie on each desk; one statement for the whole navigation. */
export async function countWork(
	db: Db,
	ctx: Context,
	filter: WorkFilter,
): Promise<{ state: string; n: number; overdue: number }[]> {
	const { rows } = await sql<{ state: string; n: number; overdue: number }>`
		select m.state, count(*)::int as n, count(*) filter (where m.due_on < ${ctx.today})::int as overdue
		from matter m where ${workConditions(ctx, filter)} group by m.state`.execute(db);
	return rows;
}

export interface UnitProgress {
	unit_id: string;
	unit: string;
	unit_kind: string | null;
	assigned: number;
	answered: number;
	overdue: number;
	/** Due within seven days. */
	soon: number;
	on_time: number;
	co_handled: number;
}

/** Progress by unit: sole, lead and split parts counted; co-handled ones shown beside, never added (domain.md 2.1.8). */
export async function listUnitProgress(db: Db, ctx: Context, session_id: string): Promise<UnitProgress[]> {
	const { rows } = await sql<UnitProgress>`
		select b.id as unit_id, b.short_name as unit, b.unit_kind,
			count(*) filter (where a.role <> 'co')::int as assigned,
			count(*) filter (where a.role <> 'co' and a.state = 'answered')::int as answered,
			count(*) filter (where a.role <> 'co' and a.state <> 'answered' and d.due_on < ${ctx.today})::int as overdue,
			count(*) filter (where a.role <> 'co' and a.state <> 'answered' and d.due_on between ${ctx.today}::date and ${ctx.today}::date + 7)::int as soon,
			count(*) filter (where a.role <> 'co' and a.state = 'answered' and (d.ended_on is null or d.ended_on <= d.due_on))::int as on_time,
			count(*) filter (where a.role = 'co')::int as co_handled
		from assignment a
		join matter m on m.committee_id = a.committee_id and m.id = a.matter_id and m.plenary_session_id = ${session_id}
		join body b on b.committee_id = a.committee_id and b.id = a.unit_id
		left join lateral (select due_on, ended_on from deadline d where d.committee_id = a.committee_id and d.matter_id = a.matter_id and d.subject_id = a.id and d.kind in ('reply', 'rehandling') order by d.due_on desc limit 1) d on true
		where a.committee_id = ${ctx.committee.id} and a.state not in ('proposed', 'reassigned') and m.state <> 'withdrawn'
		group by b.id, b.short_name, b.unit_kind, b.position order by assigned desc, b.position limit 500`.execute(db);
	return rows;
}
