import { sql, type RawBuilder } from 'kysely';
import { bodiesAs, everyone, type Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import type { Relation } from '../../core/grant.ts';
import { isId } from '../../core/id.ts';
import type { Openness, ProposalKind } from '../../core/schema.ts';
import { bodyNames } from '../../people/names.ts';
import { closedTo, ids, openedTo, relatedTo, relationsTo, visibleTo } from '../../matters/relations.ts';

export interface ProposalFilter {
	session_id?: string;
	state?: string;
	category?: string;
	unit_id?: string;
	sector_id?: string;
	kind?: string;
	result_class?: string;
	title?: string;
	/** Those of which the actor is a proposer, or which he is invited to sign. */
	own?: boolean;
	/** Only what everybody may read, whoever asks. */
	openTo?: 'public';
	/** Of these alone. */
	ids?: readonly string[];
	/** Where the last page ended: '<changed_at ISO>~<id>'. */
	after?: string;
	limit?: number;
}

/** As the statement gives it: bodies by their ids. */
interface Unnamed {
	id: string;
	number_label: string | null;
	title: string;
	state: string;
	version: number;
	category: string | null;
	kind: ProposalKind;
	period: string;
	openness: Openness;
	owner_id: string;
	owner: string;
	signers: number;
	body_id: string | null;
	sector_id: string | null;
	lead_unit_id: string | null;
	holder_body_id: string | null;
	holder_person: string | null;
	due_on: string | null;
	public_due_on: string | null;
	result_class: string | null;
	rating_result: string | null;
	session: string;
	submitted_at: Date | null;
	changed_at: Date;
	relations: Relation[];
}
export type ProposalListRow = Unnamed & Record<'body' | 'sector' | 'unit' | 'holder', string | null>;

const position = (after: string | undefined): RawBuilder<unknown> | undefined => {
	const [at = '', id = ''] = (after ?? '').split('~');
	const instant = new Date(at);
	if (!isId(id) || !/^\d{4}-/.test(at) || Number.isNaN(instant.getTime())) return undefined;
	return sql`(m.changed_at, m.id) < (${instant}, ${id}::uuid)`;
};
/** The place after a row, to travel in the link to the next page. */
export const positionOf = (row: { changed_at: Date; id: string }): string =>
	`${row.changed_at.toISOString()}~${row.id}`;

/** What is asked for; whether the reader may see it is asked beside. */
function conditions(ctx: Context, filter: ProposalFilter): RawBuilder<unknown> {
	const equal = (column: string, value: unknown) => (value ? sql`${sql.ref(column)} = ${value}` : undefined);
	const me = ctx.actor.person_id;
	const speaksFor = bodiesAs(ctx.actor, 'organisation_contact', 'sector_convener');
	const parts = [
		sql`m.committee_id = ${ctx.committee.id} and m.kind = 'proposal'`,
		equal('m.plenary_session_id', filter.session_id),
		equal('m.state', filter.state),
		equal('m.category', filter.category),
		equal('m.lead_unit_id', filter.unit_id),
		equal('m.sector_id', filter.sector_id),
		equal('m.result_class', filter.result_class),
		equal('p.kind', filter.kind),
		filter.ids ? sql`m.id = any(${ids(filter.ids)})` : undefined,
		filter.title ? sql`(strpos(m.title, ${filter.title}) > 0 or m.number_label = ${filter.title})` : undefined,
		filter.own
			? sql`(m.owner_id = ${me} or exists (select from signature s where s.committee_id = m.committee_id and s.matter_id = m.id and s.person_id = ${me} and s.state in ('invited', 'signed'))
				or exists (select from proposal own where own.committee_id = m.committee_id and own.id = m.id and own.body_id = any(${ids(speaksFor)})))`
			: undefined,
	];
	return sql.join(
		parts.filter((part) => part !== undefined),
		sql` and `,
	);
}

/** As whom the list is read: a public list is the same for everybody. */
const readerOf = (ctx: Context, filter: ProposalFilter) => (filter.openTo ? everyone : ctx.actor);

/** One page of proposals that the actor may see, the most recently changed first. */
export async function listProposals(db: Db, ctx: Context, filter: ProposalFilter): Promise<ProposalListRow[]> {
	const from = position(filter.after);
	const reader = readerOf(ctx, filter);
	const { rows } = await sql<Unnamed>`
		select m.id, m.number_label, m.title, m.state, m.version, m.category, p.kind, p.period, m.openness, m.owner_id, owner.name as owner, m.signers,
			p.body_id, m.sector_id, m.lead_unit_id, m.holder_body_id, hp.name as holder_person, m.due_on, m.public_due_on, m.result_class, p.rating_result,
			ps.name as session, m.submitted_at, m.changed_at, ${relationsTo(ctx.actor)} as relations
		from matter m
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id
		join plenary_session ps on ps.committee_id = m.committee_id and ps.id = m.plenary_session_id
		left join person hp on hp.id = m.holder_person_id
		where ${conditions(ctx, filter)} and ${visibleTo(reader)} ${from ? sql`and ${from}` : sql``}
		order by m.changed_at desc, m.id desc limit ${sql.lit(Math.trunc(filter.limit ?? 20))}`.execute(db);
	return named(db, ctx, rows);
}

/** The driver's rows are completed, not copied: copying them costs as much as reading them. */
async function named(db: Db, ctx: Context, rows: Unnamed[]): Promise<ProposalListRow[]> {
	const wanted = rows.flatMap((row) => [row.body_id, row.sector_id, row.lead_unit_id, row.holder_body_id]);
	const names = await bodyNames(db, ctx, wanted);
	const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
	return rows.map((row) =>
		Object.assign(row, {
			body: nameOf(row.body_id),
			sector: nameOf(row.sector_id),
			unit: nameOf(row.lead_unit_id),
			holder: nameOf(row.holder_body_id) ?? row.holder_person,
		}),
	);
}

/**
 * How many match, counted up to `most`; beyond 1,000 people are told "1000 件以上". What is open to the reader anyway is counted
 * in the index alone; only where that is not enough are those looked at in which he has a part.
 */
export async function countProposals(db: Db, ctx: Context, filter: ProposalFilter, most = 1000): Promise<number> {
	const reader = readerOf(ctx, filter);
	const opened = openedTo(reader);
	const joined = filter.kind ? sql`join proposal p on p.committee_id = m.committee_id and p.id = m.id` : sql``;
	const counted = (which: RawBuilder<unknown>) =>
		sql`(select count(*)::int from (select from matter m ${joined} where ${conditions(ctx, filter)} and ${which} limit ${sql.lit(most + 1)}) found)`;
	const { rows } = await sql<{ n: number }>`
		with opened as materialized (select ${counted(opened)} as n)
		select ${reader.person_id ? sql`case when n > ${sql.lit(most)} then n else least(${sql.lit(most + 1)}, n + ${counted(sql`${closedTo(reader)} and ${relatedTo(reader)}`)}) end as n` : sql`n`}
		from opened`.execute(db);
	return rows[0]?.n ?? 0;
}

export interface SessionNumbers {
	submitted: number;
	admitted: number;
	answered: number;
	in_hand: number;
	overdue: number;
	/** Class A answered, or class B with every promise settled. */
	solved: number;
	/** Solved, and closed by the committee. */
	verified: number;
	closed: number;
	rated: number;
	satisfied: number;
	basically: number;
}

/** The numbers of one session that everybody may know. Satisfaction is over all that were rated, with its base beside it. */
export async function countSession(db: Db, ctx: Context, session_id: string): Promise<SessionNumbers> {
	const { rows } = await sql<SessionNumbers>`
		select count(*) filter (where m.submitted_at is not null)::int as submitted,
			count(*) filter (where m.number is not null)::int as admitted,
			count(*) filter (where m.state in ('answered', 'rated', 'follow_up', 'closed') and m.number is not null)::int as answered,
			count(*) filter (where m.state in ('admitted', 'assigned') and m.number is not null)::int as in_hand,
			count(*) filter (where m.state = 'assigned' and m.public_due_on < ${ctx.today})::int as overdue,
			count(*) filter (where m.state in ('answered', 'rated', 'follow_up', 'closed') and (m.result_class = 'A' or (m.result_class = 'B' and m.state = 'closed')))::int as solved,
			count(*) filter (where m.state = 'closed' and m.result_class in ('A', 'B'))::int as verified,
			count(*) filter (where m.state = 'closed')::int as closed,
			count(*) filter (where p.rating_result in ('satisfied', 'basically', 'dissatisfied'))::int as rated,
			count(*) filter (where p.rating_result = 'satisfied')::int as satisfied,
			count(*) filter (where p.rating_result = 'basically')::int as basically
		from matter m join proposal p on p.committee_id = m.committee_id and p.id = m.id
		where m.committee_id = ${ctx.committee.id} and m.kind = 'proposal' and m.plenary_session_id = ${session_id}`.execute(
		db,
	);
	return (
		rows[0] ?? {
			submitted: 0,
			admitted: 0,
			answered: 0,
			in_hand: 0,
			overdue: 0,
			solved: 0,
			verified: 0,
			closed: 0,
			rated: 0,
			satisfied: 0,
			basically: 0,
		}
	);
}
