import { bySystem, relation, role, type Grant } from '../core/grant.ts';
import type { AssignmentAction, CommitmentAction, ReplyAction } from './input.ts';

/** Relations here are to the assignment's own unit: the three layers of responsibility (domain.md 2.1.1). */
const anyLayer = relation('lead_registrar', 'lead_drafter', 'lead_head', 'co_registrar', 'co_drafter', 'co_head');
const leadUnit = relation('lead_registrar', 'lead_drafter', 'lead_head');
const assigner = relation('assigner_of');
const committee = role('proposal_clerk', 'proposal_director');

export const assignmentGrants: Record<AssignmentAction, Grant> = {
	confirm: assigner,
	acknowledge: anyLayer,
	request_return: relation('lead_head', 'co_head'),
	refuse_return: assigner,
	reassign: assigner,
	record_contact: leadUnit,
	give_opinion: relation('co_registrar', 'co_drafter', 'co_head'),
	request_extension: relation('lead_head'),
	grant_extension: role('inspector'),
	refuse_extension: role('inspector'),
	draft_reply: leadUnit,
	answer: bySystem,
	rehandle: bySystem,
};

export const replyGrants: Record<ReplyAction, Grant> = {
	revise: leadUnit,
	circulate: leadUnit,
	countersign: relation('co_head'),
	disagree: relation('co_head'),
	conclude_countersigning: bySystem,
	sign: relation('lead_head'),
	check: role('inspector'),
	send_back: role('inspector'),
	deliver: relation('lead_registrar', 'lead_head'),
};

export const commitmentGrants: Record<CommitmentAction, Grant> = {
	report_progress: leadUnit,
	report_kept: leadUnit,
	verify: committee,
	send_back: committee,
	drop: role('proposal_director'),
};
