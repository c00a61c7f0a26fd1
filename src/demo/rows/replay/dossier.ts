import { bodiesAs, type Actor } from '#server/core/context.ts';
import type { Relation } from '#server/core/grant.ts';
import type { AssignmentRow, Dossier, ReplyRow } from '#server/proposals/queries/dossier.ts';
import type { Row } from '../row.ts';
import type { Life } from './life.ts';

const assignmentOf = (row: Row<'assignment'>): AssignmentRow => ({
	...row,
	unit: '',
	assigner: '',
	assigned_at: null,
	acknowledged_at: null,
	answered_at: null,
});

const replyOf = (life: Life, row: Row<'reply'>): ReplyRow => ({
	...row,
	unit: '',
	unit_id: life.assignments.find(({ id }) => id === row.assignment_id)?.unit_id ?? '',
	delivered_at: null,
	countersignatures: life.countersignatures
		.filter(({ reply_id }) => reply_id === row.id)
		.map((one) => ({ ...one, unit: '', answered_at: null })),
});

/** What src/server/proposals/relations.ts answers, as far as acts depend on it. */
function relationsOf({ matter, proposal }: Life, actor: Actor): Relation[] {
	const me = actor.person_id;
	const speaks =
		proposal.body_id !== null && bodiesAs(actor, 'organisation_contact', 'sector_convener').includes(proposal.body_id);
	const lead: Relation[] = me !== null && (matter.owner_id === me || speaks) ? ['lead_proposer'] : [];
	return me !== null && proposal.entered_by === me ? [...lead, 'enterer'] : lead;
}

const leadsFirst = (life: Life) =>
	life.assignments.toSorted((a, b) => Number(a.role === 'co') - Number(b.role === 'co'));
const soonestFirst = (life: Life) => life.commitments.toSorted((a, b) => a.due_on.localeCompare(b.due_on));

/**
 * The proposal as rules and `holderOf` want it. Names and the parts' instants are for pages and stay empty; the parts
 * themselves are made when a rule asks for them, for most ask for few.
 */
export function dossierOf(life: Life, actor: Actor): Dossier {
	const { matter, proposal, session } = life;
	return {
		...matter,
		...proposal,
		matter_id: matter.id,
		plenary_session_id: session.id,
		relations: relationsOf(life, actor),
		owner: '',
		sector: null,
		session: session.name,
		term: '',
		cut_off_at: session.cut_off_at,
		body: null,
		get signatures() {
			return life.signatures.map((row) => ({ ...row, name: row.person_id, sector: null, expires_at: '' }));
		},
		get assignments() {
			return leadsFirst(life).map(assignmentOf);
		},
		get replies() {
			return life.replies.map((row) => replyOf(life, row));
		},
		get evaluations() {
			return life.evaluations.map((row) => ({ ...row, name: '', given_at: null }));
		},
		get commitments() {
			return soonestFirst(life).map((row) => ({ ...row, unit: '' }));
		},
		nominations: life.nominations,
		attachments: [],
		// no main proposal of the demo is withdrawn
		merged_into_state: null,
		merged_ids: life.merged.map(({ matter: { id } }) => id),
	};
}
