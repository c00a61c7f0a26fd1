import { sql, type RawBuilder } from 'kysely';
import { bodiesAs, hasRole, type Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import type { Role } from '../../core/grant.ts';
import { directoryFor, type Directory } from '../../people/directory/queries.ts';
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

/** What waits is few: the database gathers it once, by an index of its own (migration 015), instead of looking at each matter for it. */
const part =
	(table: string, that: RawBuilder<unknown>) =>
	({ committee }: Context): RawBuilder<unknown> =>
		sql`m.id in (select x.matter_id from ${sql.table(table)} x where x.committee_id = ${committee.id} and ${that})`;
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
	return states.length ? part('nomination', sql`x.state in (${sql.join(states.map(sql.lit))})`)(ctx) : sql`false`;
};

/** What waits for this actor: a request for an extension lies with the unit and yet waits for the inspector. */
function waitsFor(ctx: Context): RawBuilder<boolean> {
	const is = (...roles: Role[]) => roles.some((role) => hasRole(ctx.actor, role));
	const parts = [
		sql`m.holder_body_id = any(${ids(bodiesAs(ctx.actor, 'proposal_clerk', 'proposal_director', 'assigner', 'inspector'))})`,
	];
	if (is('inspector')) parts.push(sql`m.state = 'assigned' and ${extensionAsked(ctx)}`);
	if (is('proposal_clerk', 'proposal_director')) parts.push(reportedPromise(ctx));
	// where no proposer is left to judge the answer, the director is asked
	if (is('proposal_director')) parts.push(sql`m.state = 'answered' and m.holder_person_id = ${ctx.actor.person_id}`);
	return sql<boolean>`coalesce((${sql.join(parts, sql` or `)}), false)`;
}

const viewed = (ctx: Context, view: DeskView): RawBuilder<unknown> => {
	const views: Record<DeskView, RawBuilder<unknown>> = {
		mine: sql`(${open} and ${waitsFor(ctx)}) or ${nominated(ctx)}`,
		all: open,
		review: sql`m.state in ('submitted', 'under_review')`,
		assign: sql`m.state = 'admitted'`,
		handling: sql`m.state = 'assigned'`,
		check: sql`m.state = 'assigned' and ${signedReply(ctx)}`,
		evaluation: sql`m.state = 'answered'`,
		promises: sql`m.state in ('answered', 'rated', 'follow_up') and ${openPromise(ctx)}`,
		nominations: nominated(ctx),
	};
	return views[view];
};

export type DeskCounts = Record<DeskView, number>;

/** How much lies in each view, for navigation and tabs. Only who decides on nominations looks beyond what is open. */
function counting(ctx: Context): RawBuilder<unknown> {
	const counted = deskViews.map((view) => sql`count(*) filter (where ${viewed(ctx, view)})::int as ${sql.ref(view)}`);
	return sql`select ${sql.join(counted)} from matter m
		where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and (${open} ${decidesOn(ctx).length ? sql`or ${nominated(ctx)}` : sql``}) and ${visibleTo(ctx.actor)}`;
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
	version: number;
	/** Units that are to be confirmed, while they are; each as 'id:version', and by name. */
	proposed: string[];
	units: string | null;
	urgency: Urgency;
	of_group: number;
}

/** Late first; then what has come in and was not looked at; then what is due within the week. */
const urgency = (ctx: Context) => {
	const arrived = hasRole(ctx.actor, 'assigner')
		? sql`m.state = 'admitted' and ${proposedUnits(ctx)}`
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

/** Who decides on a nomination sees which, where nothing else of the matter waits for him. */
function nominatedAs(ctx: Context, view: DeskView): RawBuilder<unknown> {
	if (view !== 'mine' && view !== 'nominations') return sql``;
	const alone = view === 'nominations' ? nominated(ctx) : sql`${nominated(ctx)} and not ${waitsFor(ctx)}`;
	return sql`when ${alone} then (select 'nomination.' || n.state || '.' || n.kind from nomination n
		where n.committee_id = m.committee_id and n.matter_id = m.id and n.state = any(${decidesOn(ctx)}::text[]) order by n.id limit 1)`;
}
const stage = (ctx: Context, view: DeskView) => sql`case ${nominatedAs(ctx, view)}
	when m.state = 'admitted' and ${proposedUnits(ctx)} then 'assignment.proposed'
	when m.state = 'assigned' and ${returnAsked(ctx)} then 'assignment.return_requested'
	when m.state = 'assigned' and ${extensionAsked(ctx)} then 'assignment.extension_requested'
	when m.state = 'assigned' then (select 'reply.' || r.state from reply r join assignment a on a.committee_id = r.committee_id and a.id = r.assignment_id and a.round = r.round
		where r.committee_id = m.committee_id and r.matter_id = m.id and r.state <> 'delivered' and a.state <> 'reassigned' order by r.id limit 1)
	when m.state in ('answered', 'rated', 'follow_up') and ${reportedPromise(ctx)} then 'commitment.reported' end`;

const ofUnits = sql`from assignment a join body b on b.committee_id = a.committee_id and b.id = a.unit_id
	where a.committee_id = m.committee_id and a.matter_id = m.id and a.state = 'proposed'`;
const namesOfProposed = sql`(select string_agg(b.short_name, '、' order by a.role = 'co', a.id) ${ofUnits})`;
const proposedTo = ({ actor }: Context) =>
	sql`array(select a.id || ':' || a.version ${ofUnits} and a.assigner_id = any(${ids(bodiesAs(actor, 'assigner'))}) order by a.id)`;

/** The desk by urgency: the first rows of each group, each with how many its group has. */
const listing = (ctx: Context, filter: DeskFilter): RawBuilder<DeskRow> => sql<DeskRow>`
		with placed as (
			select id, urgency, row_number() over (partition by urgency order by due_on nulls last, id) as place, count(*) over (partition by urgency)::int as of_group
			from (select m.id, m.due_on, ${urgency(ctx)} as urgency from matter m where ${conditions(ctx, filter)}) grouped
		)
		select m.id, m.number_label, m.title, m.state, ${stage(ctx, filter.view)} as stage, coalesce(own.short_name, owner.name) as proposer,
			coalesce(hb.short_name, hp.name) as holder, (${waitsFor(ctx)} or ${nominated(ctx)}) as mine, m.due_on, p.is_key, m.version,
			case when m.state = 'admitted' then ${proposedTo(ctx)} else '{}' end as proposed, case when m.state = 'admitted' then ${namesOfProposed} end as units, placed.urgency, placed.of_group
		from placed
		join matter m on m.committee_id = ${ctx.committee.id} and m.id = placed.id
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id
		left join body own on own.committee_id = p.committee_id and own.id = p.body_id
		left join body hb on hb.committee_id = m.committee_id and hb.id = m.holder_body_id
		left join person hp on hp.id = m.holder_person_id
		where placed.place <= ${filter.each} ${filter.urgency ? sql`and placed.urgency = ${filter.urgency}` : sql``}
		order by placed.place, m.id limit 1000`;

export async function listDesk(db: Db, ctx: Context, filter: DeskFilter): Promise<DeskRow[]> {
	return (await listing(ctx, filter).execute(db)).rows;
}

interface AskedOfDesk {
	list?: DeskFilter;
	/** Also what one filters by and chooses from. */
	directory?: boolean;
}

interface Desk {
	counts: DeskCounts;
	rows: DeskRow[];
	directory: Directory | null;
}

/** What a page of the desk shows beside the matter that is open, in one statement. */
export async function findDesk(db: Db, ctx: Context, { list, directory }: AskedOfDesk): Promise<Desk> {
	const one = (select: RawBuilder<unknown>) => sql`(select row_to_json(part) from (${select}) part)`;
	const many = (select: RawBuilder<unknown>) =>
		sql`(select coalesce(json_agg(row_to_json(part)), '[]') from (${select}) part)`;
	const { rows } = await sql<Desk>`
		select ${one(counting(ctx))} as counts, ${list ? many(listing(ctx, list)) : sql`'[]'::json`} as rows,
			${directory ? one(directoryFor(ctx)) : sql`null::json`} as directory`.execute(db);
	const none = Object.fromEntries(deskViews.map((view) => [view, 0])) as DeskCounts;
	return rows[0] ?? { counts: none, rows: [], directory: null };
}

/** What a matter is called, for a sentence about it; undefined where the actor may not know of it. */
export async function findCalled(
	db: Db,
	ctx: Context,
	id: string,
): Promise<{ number_label: string | null; title: string } | undefined> {
	const { rows } = await sql<{ number_label: string | null; title: string }>`
		select m.number_label, m.title from matter m where m.committee_id = ${ctx.committee.id} and m.id = ${id} and ${visibleTo(ctx.actor)}`.execute(
		db,
	);
	return rows[0];
}
