import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import { ids, relationsTo, visibleTo } from '../../matters/relations.ts';
import { audienceOf } from '../audience.ts';
import { mayReadReply, proposalRow, titleOnly, type ProposalRow } from '../view.ts';
import { listOf, ofMatter, type Dossier, type ReplyRow } from './dossier.ts';
import type { ProposalListRow } from './lists.ts';

export type { ProposalRow };

type ReplyText = Pick<ReplyRow, 'unit_id' | 'unit' | 'state' | 'openness' | 'body'> & {
	countersignatures: { unit_id: string }[];
};
/** A proposal's own text, with what decides who may read it. */
export type TextRow = Pick<
	Dossier,
	'id' | 'title' | 'openness' | 'state' | 'situation' | 'analysis' | 'suggestions' | 'relations'
>;
type TextColumns = TextRow & Pick<Dossier, 'result_class'> & { replies: ReplyText[] };

/** What of a proposal's texts this reader may read. */
export interface ReadableText {
	id: string;
	title: string;
	state: string;
	/** Null where only the title is open. */
	text: { situation: string; analysis: string; suggestions: string } | null;
	replies: { unit: string; body: string }[];
	result_class: string | null;
}

/** Who countersigns decides who may read a reply before it is delivered, and no longer. */
const replies = sql`select a.unit_id, u.short_name as unit, x.state, x.openness, x.body,
	case when x.state = 'delivered' then '[]' else (
		select coalesce(json_agg(json_build_object('unit_id', cs.unit_id)), '[]') from countersignature cs where cs.committee_id = x.committee_id and cs.reply_id = x.id
	) end as countersignatures
	from reply x join assignment a on a.committee_id = x.committee_id and a.id = x.assignment_id join body u on u.committee_id = x.committee_id and u.id = a.unit_id
	where x.${ofMatter} order by x.round, x.id`;

/** The texts of several proposals by the rules of the view: nothing but what the reader finds on their pages. Hidden ones are left out. */
export async function listReadableTexts(db: Db, ctx: Context, wanted: readonly string[]): Promise<ReadableText[]> {
	if (!wanted.length) return [];
	const { rows } = await sql<TextColumns>`
		select m.id, m.title, m.openness, m.state, m.result_class, p.situation, p.analysis, p.suggestions, ${relationsTo(ctx.actor)} as relations, ${listOf(replies)} as replies
		from matter m join proposal p on p.committee_id = m.committee_id and p.id = m.id
		where m.committee_id = ${ctx.committee.id} and m.id = any(${ids(wanted)}) and ${visibleTo(ctx.actor)} limit 1000`.execute(
		db,
	);
	return rows.map((row) => readable(ctx, row));
}

/** Null where only the title is open. */
export function readableText(ctx: Context, row: TextRow): ReadableText['text'] {
	const { situation, analysis, suggestions } = row;
	return titleOnly(audienceOf(ctx.actor, row), row) ? null : { situation, analysis, suggestions };
}

function readable(ctx: Context, row: TextColumns): ReadableText {
	const audience = audienceOf(ctx.actor, row);
	const { id, title, state, result_class } = row;
	return {
		id,
		title,
		state,
		text: readableText(ctx, row),
		replies: row.replies
			.filter((reply) => mayReadReply(ctx.actor, audience, row, reply))
			.map(({ unit, body }) => ({ unit, body })),
		result_class,
	};
}

/** A row of a list together with what may be read of its texts. */
export interface ReadableProposal {
	row: ProposalRow;
	readable: ReadableText;
}

/** The same proposals with their rows, in the order asked for; one statement, names included. */
export async function listReadable(db: Db, ctx: Context, wanted: readonly string[]): Promise<ReadableProposal[]> {
	if (!wanted.length) return [];
	const { rows } = await sql<ProposalListRow & TextColumns>`
		select m.id, m.number_label, m.title, m.state, m.version, m.category, p.kind, p.period, m.openness, m.owner_id, owner.name as owner, m.signers,
			p.body_id, m.sector_id, m.lead_unit_id, m.holder_body_id, hp.name as holder_person, m.due_on, m.public_due_on, m.result_class, p.rating_result,
			ps.name as session, m.submitted_at, m.changed_at, ${relationsTo(ctx.actor)} as relations,
			b.short_name as body, sector.short_name as sector, unit.short_name as unit, coalesce(hb.short_name, hp.name) as holder,
			p.situation, p.analysis, p.suggestions, ${listOf(replies)} as replies
		from matter m
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id
		join plenary_session ps on ps.committee_id = m.committee_id and ps.id = m.plenary_session_id
		left join person hp on hp.id = m.holder_person_id
		left join body b on b.committee_id = p.committee_id and b.id = p.body_id
		left join body sector on sector.committee_id = m.committee_id and sector.id = m.sector_id
		left join body unit on unit.committee_id = m.committee_id and unit.id = m.lead_unit_id
		left join body hb on hb.committee_id = m.committee_id and hb.id = m.holder_body_id
		where m.committee_id = ${ctx.committee.id} and m.id = any(${ids(wanted)}) and ${visibleTo(ctx.actor)}
		order by array_position(${ids(wanted)}, m.id) limit 200`.execute(db);
	return rows.map((row) => ({ row: proposalRow(ctx.actor, row), readable: readable(ctx, row) }));
}

/** All of a proposal by which it can be found, whoever reads; what everybody may read is told apart by whoever indexes. */
export interface SearchableProposal {
	id: string;
	kind: string;
	title: string;
	number_label: string | null;
	state: string;
	category: string | null;
	openness: Dossier['openness'];
	secret: boolean;
	plenary_session_id: string | null;
	lead_unit_id: string | null;
	/** In the committee's zone. */
	submitted_on: string | null;
	owner: string;
	proposal_kind: string;
	/** The body in whose name it was made, under its names. */
	body: string[];
	co_proposers: string[];
	units: string[];
	situation: string;
	analysis: string;
	suggestions: string;
	replies: { body: string; openness: string }[];
}

/** For the index, which answers as the reader may read; drafts are in it, for their writers. */
export async function listSearchable(db: Db, ctx: Context, wanted: readonly string[]): Promise<SearchableProposal[]> {
	const { rows } = await sql<SearchableProposal>`
		select m.id, m.kind, m.title, m.number_label, m.state, m.category, m.openness, m.secret, m.plenary_session_id, m.lead_unit_id, (m.submitted_at at time zone ${ctx.committee.zone})::date as submitted_on, owner.name as owner, p.kind as proposal_kind,
			array_remove(array[b.name, b.short_name], null) as body,
			array(select person.name from signature s join person on person.id = s.person_id where s.committee_id = m.committee_id and s.matter_id = m.id and s.state = 'signed' order by s.id) as co_proposers,
			array(select unnest(array[u.name, u.short_name]) from assignment a join body u on u.committee_id = a.committee_id and u.id = a.unit_id
				where a.committee_id = m.committee_id and a.matter_id = m.id and a.state not in ('proposed', 'reassigned') order by a.id) as units,
			p.situation, p.analysis, p.suggestions,
			${listOf(sql`select x.body, x.openness from reply x where x.${ofMatter} and x.state = 'delivered' order by x.id`)} as replies
		from matter m
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id
		left join body b on b.committee_id = p.committee_id and b.id = p.body_id
		where m.committee_id = ${ctx.committee.id} and m.id = any(${ids(wanted)}) limit 1000`.execute(db);
	return rows;
}
