import { z } from 'zod';
import { filled, id, line, listOf, nothing, text } from '../core/input.ts';

const reason = filled(text(500));

/** A draft may be half written; what must be there is asked when it is submitted. */
const draftText = {
	title: line(120).default(''),
	situation: text(5000).default(''),
	analysis: text(5000).default(''),
	suggestions: text(5000).default(''),
	category: line(40).nullish(),
	consent: z.enum(['full', 'title', 'none']).default('full'),
	consent_reason: text(300).nullish(),
	wished_unit_ids: listOf(id, 6),
};

export const newProposal = z.object({
	...draftText,
	kind: z
		.enum(['individual', 'joint', 'party', 'organisation', 'special_committee', 'sector', 'group'])
		.default('individual'),
	/** For a collective proposal: the body that proposes. */
	body_id: id.nullish(),
	/** For a clerk who enters a paper form: the member whose proposal it is. */
	on_behalf_of: id.nullish(),
});
export type NewProposal = z.output<typeof newProposal>;

export const proposalInput = {
	revise: z.object(draftText),
	invite: z.object({ person_id: id }),
	submit: nothing,
	give_back: z.object({ reason_code: filled(line(40)), reason }),
	withdraw: z.object({ reason: text(500).default('') }),
	request_withdrawal: z.object({ reason }),
	consent_to_withdrawal: nothing,
	refuse_withdrawal: z.object({ reason }),
	start_review: nothing,
	admit: z.object({ category: filled(line(40)), remark: text(500).default('') }),
	decline: z.object({
		reason_code: filled(line(40)),
		text: reason,
		conversion: z.enum(['none', 'opinion_report', 'member_letter', 'suggestion']).default('none'),
	}),
	convert: z.object({ to: z.enum(['opinion_report', 'member_letter', 'suggestion']) }),
	object: z.object({ reason }),
	merge: z.object({ into_id: id }),
	become_main: nothing,
	renumber: z.object({ plenary_session_id: id, period: z.enum(['in_session', 'between_sessions']), reason }),
	propose_assignment: z.object({
		handling: z.enum(['sole', 'joint', 'split']),
		lead_unit_ids: listOf(id, 8),
		co_unit_ids: listOf(id, 8),
		assigner_id: id,
		advice: text(500).default(''),
	}),
	assign: nothing,
	answer: nothing,
	rate: nothing,
	order_rehandling: z.object({ reason }),
	recall_answer: z.object({ reason }),
	follow_up: nothing,
	close: z.object({ remark: text(500).default('') }),
	reopen: z.object({ reason }),
	write_gist: z.object({ wants: filled(line(200)), answer: line(200).default(''), now: filled(line(200)) }),
	publish: nothing,
	publish_summary: nothing,
	withhold: z.object({ reason }),
	mark_secret: z.object({ reason }),
	unmark_secret: z.object({ reason }),
	recompute_deadlines: nothing,
	nominate: z.object({ kind: z.enum(['key', 'excellent']), reason }),
};
export type ProposalAction = keyof typeof proposalInput;

export const signatureInput = {
	sign: z.object({ opinion: text(300).default('') }),
	decline: nothing,
	cancel: nothing,
	ask_again: nothing,
	lapse: nothing,
};
export type SignatureAction = keyof typeof signatureInput;

export const contacts = ['visited', 'declined', 'not_visited'] as const;
export const hearings = ['visit', 'meeting', 'phone', 'mail', 'other', 'none'] as const;
export const pointedness = ['yes', 'mostly', 'no'] as const;
export const satisfactions = ['satisfied', 'basically', 'dissatisfied'] as const;
export type Satisfaction = (typeof satisfactions)[number];

export const evaluationInput = {
	give: z.object({
		contact: z.enum(contacts),
		hearing: z.enum(hearings),
		to_the_point: z.enum(pointedness),
		work: z.enum(satisfactions),
		result: z.enum(satisfactions),
		text: text(500).default(''),
	}),
	lapse: nothing,
};
export type EvaluationAction = keyof typeof evaluationInput;

export const nominationInput = {
	shortlist: nothing,
	confirm: z.object({ overseer: line(60).default('') }),
	reject: z.object({ reason }),
};
export type NominationAction = keyof typeof nominationInput;
