import { sql, type RawBuilder } from 'kysely';
import { bodiesAs, hasRole, type Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import type { Role } from '../../core/grant.ts';
import { ids, visibleTo } from '../relations.ts';

/** 'mine' is what waits for the actor: what lies in his office's hands, and what only he can decide. */
export const deskViews = [
	'mine',
	'all',
	'review',
	'assign',
	'handling',
	'check',
	'evaluation',
	'promises',
	'nominations',
] as const;
export type DeskView = (typeof deskViews)[number];
export type Urgency = 'over' | 'soon' | 'new' | 'rest';

const part = (table: string, that: RawBuilder<unknown>) =>
	sql`exists (select from ${sql.table(table)} x where x.committee_id = m.committee_id and x.matter_id = m.id and ${that})`;
const open = sql`m.state in ('submitted', 'under_review', 'returned', 'admitted', 'assigned', 'answered', 'rated', 'follow_up')`;
const proposedUnits = part('assignment', sql`x.state = 'proposed'`);
const returnAsked = part('assignment', sql`x.state = 'return_requested'`);
const extensionAsked = part(
	'assignment',
	sql`x.extension_reason is not null and x.state in ('acknowledged', 'handling')`,
);
const signedReply = part('reply', sql`x.state = 'signed'`);
const reportedPromise = part('commitment', sql`x.state = 'reported'`);
const openPromise = part('commitment', sql`x.state in ('open', 'reported')`);
/** The director shortlists, the chair confirms. A closed matter may be nominated too. */
const decidesOn = ({ actor }: Context): string[] => [
	...(hasRole(actor, 'proposal_director') ? ['nominated'] : []),
	...(hasRole(actor, 'chair') || hasRole(actor, 'vice_chair') ? ['shortlisted'] : []),
];
const nominated = (ctx: Context) => {
	const states = decidesOn(ctx);
	return states.length ? part('nomination', sql`x.state = any(${states}::text[])`) : sql`false`;
};

/** What waits for this actor: a request for an extension lies with the unit and yet waits for the inspector. */
function waitsFor(ctx: Context): RawBuilder<boolean> {
	const is = (...roles: Role[]) => roles.some((role) => hasRole(ctx.actor, role));
	const parts = [
		sql`m.holder_body_id = any(${ids(bodiesAs(ctx.actor, 'proposal_clerk', 'proposal_director', 'assigner', 'inspector'))})`,
	];
	if (is('inspector')) parts.push(sql`m.state = 'assigned' and ${extensionAsked}`);
	if (is('proposal_clerk', 'proposal_director')) parts.push(reportedPromise);
	return sql<boolean>`coalesce((${sql.join(parts, sql` or `)}), false)`;
}

const viewed = (ctx: Context, view: DeskView): RawBuilder<unknown> => {
	const views: Record<DeskView, RawBuilder<unknown>> = {
		mine: sql`(${open} and ${waitsFor(ctx)}) or ${nominated(ctx)}`,
		all: open,
		review: sql`m.state in ('submitted', 'under_review')`,
		assign: sql`m.state = 'admitted'`,
		handling: sql`m.state = 'assigned'`,
		check: sql`m.state = 'assigned' and ${signedReply}`,
		evaluation: sql`m.state = 'answered'`,
		promises: sql`m.state in ('answered', 'rated', 'follow_up') and ${openPromise}`,
		nominations: nominated(ctx),
	};
	return views[view];
};

/** How much lies in each view; one statement for navigation and tabs. Only who decides on nominations looks beyond what is open. */
export async function countDesk(db: Db, ctx: Context): Promise<Record<DeskView, number>> {
	const counted = deskViews.map((view) => sql`count(*) filter (where ${viewed(ctx, view)})::int as ${sql.ref(view)}`);
	const { rows } = await sql<Record<DeskView, number>>`
		select ${sql.join(counted)} from matter m
		where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and (${open} ${decidesOn(ctx).length ? sql`or ${nominated(ctx)}` : sql``}) and ${visibleTo(ctx.actor)}`.execute(
		db,
	);
	return rows[0] ?? (Object.fromEntries(deskViews.map((view) => [view, 0])) as Record<DeskView, number>);
}

export interface DeskFilter {
	view: DeskView;
	/** One group alone, and the whole of it. */
	urgency?: Urgency;
	session_id?: string;
	sector_id?: string;
	/** 在谁手里 */
	holder_id?: string;
	/** Part of the title, or the whole number. */
	title?: string;
	/** Rows of each group. */
	each: number;
}

export interface DeskRow {
	id: string;
	number_label: string | null;
	title: string;
	state: string;
	/** In what it stands more exactly than its state tells: 'reply.signed'. */
	stage: string | null;
	proposer: string;
	holder: string | null;
	mine: boolean;
	due_on: string | null;
	is_key: boolean;
	urgency: Urgency;
	of_group: number;
}

/** Late first; then what has come in and was not looked at; then what is due within the week. */
const urgency = (ctx: Context) => {
	const arrived = hasRole(ctx.actor, 'assigner')
		? sql`m.state = 'admitted' and ${proposedUnits}`
		: sql`m.state = 'submitted'`;
	return sql`case when m.due_on < ${ctx.today} then 'over' when ${arrived} then 'new' when m.due_on <= ${ctx.today}::date + 7 then 'soon' else 'rest' end`;
};

function conditions(ctx: Context, filter: DeskFilter): RawBuilder<unknown> {
	const parts = [
		sql`m.committee_id = ${ctx.committee.id} and m.kind = 'proposal'`,
		visibleTo(ctx.actor),
		viewed(ctx, filter.view),
	];
	if (filter.session_id) parts.push(sql`m.plenary_session_id = ${filter.session_id}`);
	if (filter.sector_id) parts.push(sql`m.sector_id = ${filter.sector_id}`);
	if (filter.holder_id) parts.push(sql`m.holder_body_id = ${filter.holder_id}`);
	if (filter.title) parts.push(sql`(strpos(m.title, ${filter.title}) > 0 or m.number_label = ${filter.title})`);
	return sql.join(
		parts.map((one) => sql`(${one})`),
		sql` and `,
	);
}

const stage = sql`case
	when m.state = 'admitted' and ${proposedUnits} then 'assignment.proposed'
	when m.state = 'assigned' and ${returnAsked} then 'assignment.return_requested'
	when m.state = 'assigned' and ${extensionAsked} then 'assignment.extension_requested'
	when m.state = 'assigned' then (select 'reply.' || r.state from reply r join assignment a on a.committee_id = r.committee_id and a.id = r.assignment_id and a.round = r.round
		where r.committee_id = m.committee_id and r.matter_id = m.id and r.state <> 'delivered' and a.state <> 'reassigned' order by r.id limit 1)
	when m.state in ('answered', 'rated', 'follow_up') and ${reportedPromise} then 'commitment.reported' end`;

/** The desk by urgency: the first rows of each group, each with how many its group has. */
export async function listDesk(db: Db, ctx: Context, filter: DeskFilter): Promise<DeskRow[]> {
	const { rows } = await sql<DeskRow>`
		with placed as (
			select id, urgency, row_number() over (partition by urgency order by due_on nulls last, id) as place, count(*) over (partition by urgency)::int as of_group
			from (select m.id, m.due_on, ${urgency(ctx)} as urgency from matter m where ${conditions(ctx, filter)}) grouped
		)
		select m.id, m.number_label, m.title, m.state, ${stage} as stage, coalesce(own.short_name, owner.name) as proposer,
			coalesce(hb.short_name, hp.name) as holder, (${waitsFor(ctx)} or ${nominated(ctx)}) as mine, m.due_on, p.is_key, placed.urgency, placed.of_group
		from placed
		join matter m on m.committee_id = ${ctx.committee.id} and m.id = placed.id
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id
		left join body own on own.committee_id = p.committee_id and own.id = p.body_id
		left join body hb on hb.committee_id = m.committee_id and hb.id = m.holder_body_id
		left join person hp on hp.id = m.holder_person_id
		where placed.place <= ${filter.each} ${filter.urgency ? sql`and placed.urgency = ${filter.urgency}` : sql``}
		order by placed.place, m.id limit 1000`.execute(db);
	return rows;
}

/** The proposed assignments of several matters that these offices are to confirm. */
export async function listUnconfirmed(
	db: Db,
	ctx: Context,
	matter_ids: readonly string[],
): Promise<{ id: string; matter_id: string }[]> {
	const { rows } = await sql<{ id: string; matter_id: string }>`
		select a.id, a.matter_id from assignment a where a.committee_id = ${ctx.committee.id} and a.matter_id = any(${ids(matter_ids)})
			and a.state = 'proposed' and a.assigner_id = any(${ids(bodiesAs(ctx.actor, 'assigner'))}) order by a.id limit 2000`.execute(
		db,
	);
	return rows;
}
