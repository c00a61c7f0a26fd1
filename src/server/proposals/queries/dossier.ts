import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';
import type { Relation } from '../../core/grant.ts';
import type { Openness, ProposalKind, StoredPromise } from '../../core/schema.ts';
import { relationsTo, visibleTo } from '../../matters/relations.ts';

export interface SignatureRow {
	id: string;
	person_id: string;
	name: string;
	sector: string | null;
	state: string;
	version: number;
	expires_at: string;
	opinion: string | null;
}

export interface AssignmentRow {
	id: string;
	unit_id: string;
	unit: string;
	assigner_id: string;
	assigner: string;
	role: 'lead' | 'co' | 'split';
	state: string;
	version: number;
	round: number;
	assigned_at: string | null;
	acknowledged_at: string | null;
	answered_at: string | null;
	return_reason: string | null;
	extension_reason: string | null;
	extended: boolean;
	opinion: string | null;
}

export interface ReplyRow {
	id: string;
	assignment_id: string;
	unit_id: string;
	unit: string;
	round: number;
	state: string;
	version: number;
	body: string;
	result_class: string | null;
	openness: 'full' | 'summary' | 'none';
	contact_name: string;
	contact_phone: string;
	promises: StoredPromise[];
	letter_no: string | null;
	delivered_at: string | null;
	return_reason: string | null;
	countersignatures: {
		unit_id: string;
		unit: string;
		state: string;
		note: string | null;
		answered_at: string | null;
	}[];
}

export interface EvaluationRow {
	id: string;
	person_id: string;
	name: string;
	round: number;
	state: string;
	version: number;
	given_at: string | null;
	contact: string | null;
	hearing: string | null;
	to_the_point: string | null;
	work: string | null;
	result: string | null;
	text: string | null;
}

export interface CommitmentRow {
	id: string;
	unit_id: string;
	unit: string;
	text: string;
	due_on: string;
	state: string;
	version: number;
	progress: string | null;
	evidence: string | null;
	verified_on: string | null;
}

export interface NominationRow {
	id: string;
	kind: 'key' | 'excellent';
	state: string;
	version: number;
	reason: string;
	overseer: string | null;
}

export interface AttachmentRow {
	id: string;
	name: string;
	size: number;
	added_at: string;
}

/** A proposal with everything that its rules and its page need, and what the caller is to it. */
export interface Dossier {
	id: string;
	matter_id: string;
	state: string;
	version: number;
	relations: Relation[];
	number: number | null;
	number_label: string | null;
	title: string;
	category: string | null;
	openness: Openness;
	secret: boolean;
	owner_id: string;
	owner: string;
	sector: string | null;
	plenary_session_id: string;
	session: string;
	term: string;
	cut_off_at: Date;
	holder_body_id: string | null;
	holder_person_id: string | null;
	due_on: string | null;
	public_due_on: string | null;
	result_class: string | null;
	created_at: Date;
	submitted_at: Date | null;
	published_at: Date | null;
	closed_at: Date | null;
	kind: ProposalKind;
	period: 'in_session' | 'between_sessions';
	body_id: string | null;
	body: string | null;
	situation: string;
	analysis: string;
	suggestions: string;
	consent: 'full' | 'title' | 'none';
	consent_reason: string | null;
	wished_unit_ids: string[];
	entered_by: string | null;
	gist: { wants: string; answer: string; now: string } | null;
	handling: 'sole' | 'joint' | 'split' | null;
	advice: string | null;
	reason_code: string | null;
	reason: string | null;
	conversion: string | null;
	objected: boolean;
	merged_into_id: string | null;
	merged_into_state: string | null;
	withdrawal_reason: string | null;
	is_key: boolean;
	is_excellent: boolean;
	round: number;
	rating_work: string | null;
	rating_result: string | null;
	imported: boolean;
	signatures: SignatureRow[];
	assignments: AssignmentRow[];
	replies: ReplyRow[];
	evaluations: EvaluationRow[];
	commitments: CommitmentRow[];
	nominations: NominationRow[];
	attachments: AttachmentRow[];
	merged_ids: string[];
}

export const ofMatter = sql`committee_id = m.committee_id and x.matter_id = m.id`;
export const listOf = (select: ReturnType<typeof sql>) =>
	sql`(select coalesce(json_agg(row_to_json(part)), '[]') from (${select}) part)`;

const signatures = sql`select x.id, x.person_id, person.name, x.state, x.version, x.expires_at, x.opinion,
	(select b.short_name from mandate md join body b on b.committee_id = md.committee_id and b.id = md.body_id and b.kind = 'sector'
		where md.committee_id = x.committee_id and md.person_id = x.person_id order by md.starts_on desc limit 1) as sector
	from signature x join person on person.id = x.person_id where x.${ofMatter} order by x.invited_at, x.id`;
const assignments = sql`select x.id, x.unit_id, u.short_name as unit, x.assigner_id, o.short_name as assigner, x.role, x.state, x.version, x.round,
	x.assigned_at, x.acknowledged_at, x.answered_at, x.return_reason, x.extension_reason, x.extended, x.opinion
	from assignment x join body u on u.committee_id = x.committee_id and u.id = x.unit_id join body o on o.committee_id = x.committee_id and o.id = x.assigner_id
	where x.${ofMatter} order by x.role = 'co', x.id`;
const replies = sql`select x.id, x.assignment_id, a.unit_id, u.name as unit, x.round, x.state, x.version, x.body, x.result_class, x.openness, x.contact_name, x.contact_phone,
	x.promises, x.letter_no, x.delivered_at, x.return_reason,
	(select coalesce(json_agg(json_build_object('unit_id', cs.unit_id, 'unit', cu.short_name, 'state', cs.state, 'note', cs.note, 'answered_at', cs.answered_at) order by cs.id), '[]')
		from countersignature cs join body cu on cu.committee_id = cs.committee_id and cu.id = cs.unit_id
		where cs.committee_id = x.committee_id and cs.reply_id = x.id) as countersignatures
	from reply x join assignment a on a.committee_id = x.committee_id and a.id = x.assignment_id join body u on u.committee_id = x.committee_id and u.id = a.unit_id
	where x.${ofMatter} order by x.round, x.id`;
const evaluations = sql`select x.id, x.person_id, person.name, x.round, x.state, x.version, x.given_at, x.contact, x.hearing, x.to_the_point, x.work, x.result, x.text
	from evaluation x join person on person.id = x.person_id where x.${ofMatter} order by x.round, x.id`;
const commitments = sql`select x.id, x.unit_id, u.short_name as unit, x.text, x.due_on, x.state, x.version, x.progress, x.evidence, x.verified_on
	from commitment x join body u on u.committee_id = x.committee_id and u.id = x.unit_id where x.${ofMatter} order by x.due_on, x.position`;
const nominations = sql`select x.id, x.kind, x.state, x.version, x.reason, x.overseer from nomination x where x.${ofMatter} order by x.id`;
const attachments = sql`select x.id, x.name, x.size, x.added_at from attachment x where x.${ofMatter} order by x.added_at, x.id`;

/** One statement for the whole proposal: the page needs no second look, and a rule sees one instant. */
export async function findDossier(db: Db, ctx: Context, id: string): Promise<Dossier | undefined> {
	const { rows } = await sql<Dossier>`
		select m.id, m.id as matter_id, m.state, m.version, m.number, m.number_label, m.title, m.category, m.openness, m.secret, m.owner_id, owner.name as owner,
			sector.short_name as sector, m.plenary_session_id, ps.name as session, ps.cut_off_at, term.name as term, m.holder_body_id, m.holder_person_id, m.due_on, m.public_due_on,
			m.result_class, m.created_at, m.submitted_at, m.published_at, m.closed_at,
			p.kind, p.period, p.body_id, b.name as body, p.situation, p.analysis, p.suggestions, p.consent, p.consent_reason, p.wished_unit_ids, p.entered_by, p.gist, p.handling,
			p.advice, p.reason_code, p.reason, p.conversion, p.objected, p.merged_into_id, p.withdrawal_reason, p.is_key, p.is_excellent, p.round, p.rating_work, p.rating_result, p.imported,
			${relationsTo(ctx.actor)} as relations,
			${listOf(signatures)} as signatures, ${listOf(assignments)} as assignments, ${listOf(replies)} as replies,
			${listOf(evaluations)} as evaluations, ${listOf(commitments)} as commitments, ${listOf(nominations)} as nominations, ${listOf(attachments)} as attachments,
			(select main.state from matter main where main.committee_id = p.committee_id and main.id = p.merged_into_id) as merged_into_state,
			array(select other.id from proposal other where other.committee_id = m.committee_id and other.merged_into_id = m.id order by other.id) as merged_ids
		from matter m
		join proposal p on p.committee_id = m.committee_id and p.id = m.id
		join person owner on owner.id = m.owner_id
		join plenary_session ps on ps.committee_id = m.committee_id and ps.id = m.plenary_session_id
		join term on term.committee_id = ps.committee_id and term.id = ps.term_id
		left join body sector on sector.committee_id = m.committee_id and sector.id = m.sector_id
		left join body b on b.committee_id = p.committee_id and b.id = p.body_id
		where m.committee_id = ${ctx.committee.id} and m.id = ${id} and ${visibleTo(ctx.actor)}`.execute(db);
	return rows[0];
}
