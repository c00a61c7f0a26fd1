import { bySystem, relation, role, type Grant } from '../core/grant.ts';
import type { EvaluationAction, NominationAction, ProposalAction, SignatureAction } from './input.ts';

const lead = relation('lead_proposer', 'enterer');
const committee = role('proposal_clerk', 'proposal_director');
const director = role('proposal_director');

/** Beginning a draft is a command, for there is no row yet: one's own, in the name of a body, or from a paper form. */
export const beginningGrants: Record<'create' | 'create_on_behalf', Grant> = {
	create: role('member', 'organisation_contact', 'sector_convener'),
	create_on_behalf: role('proposal_clerk'),
};

export const proposalGrants: Record<ProposalAction, Grant> = {
	revise: lead,
	invite: lead,
	submit: lead,
	give_back: role('proposal_clerk', 'proposal_director'),
	withdraw: relation('lead_proposer'),
	request_withdrawal: relation('lead_proposer'),
	consent_to_withdrawal: committee,
	refuse_withdrawal: committee,
	start_review: committee,
	admit: committee,
	decline: committee,
	convert: relation('lead_proposer'),
	object: relation('lead_proposer'),
	merge: committee,
	become_main: bySystem,
	renumber: committee,
	propose_assignment: committee,
	assign: bySystem,
	answer: bySystem,
	rate: bySystem,
	order_rehandling: director,
	recall_answer: relation('lead_head'),
	follow_up: committee,
	close: committee,
	reopen: director,
	write_gist: committee,
	publish: committee,
	publish_summary: committee,
	withhold: committee,
	mark_secret: director,
	unmark_secret: director,
	recompute_deadlines: bySystem,
	// the contacts of special committees, parties and organisations, and the proposal committee (domain.md 2.1.7)
	nominate: [...committee, ...role('organisation_contact')],
};

export const signatureGrants: Record<SignatureAction, Grant> = {
	sign: relation('signatory'),
	decline: relation('signatory'),
	cancel: lead,
	ask_again: bySystem,
	lapse: bySystem,
};

/** Never by the rated side, and never by proxy (domain.md, first lines). */
export const evaluationGrants: Record<EvaluationAction, Grant> = {
	give: relation('evaluator'),
	lapse: bySystem,
};

export const nominationGrants: Record<NominationAction, Grant> = {
	shortlist: director,
	confirm: role('chair', 'vice_chair'),
	reject: role('proposal_director', 'chair', 'vice_chair'),
};
