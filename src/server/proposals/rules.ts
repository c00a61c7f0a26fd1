import { hasRole } from '../core/context.ts';
import type { Rule } from '../core/machine.ts';
import type { Breach } from '../core/refusal.ts';
import type { Settings } from '../core/settings.ts';
import type { Dossier } from './queries/dossier.ts';

type ProposalRule<Input = unknown> = Rule<Dossier, Input>;

/** Characters as people count them; spaces and line ends do not count. */
export const lengthOf = (text: string): number => [...text.replace(/\s/g, '')].length;
export const bodyLength = (row: Pick<Dossier, 'situation' | 'analysis' | 'suggestions'>): number =>
	lengthOf(row.situation) + lengthOf(row.analysis) + lengthOf(row.suggestions);

const sections = ['title', 'situation', 'analysis', 'suggestions'] as const;

/** domain.md 2.1.2: situation, analysis and concrete suggestions. */
export const hasThreeSections: ProposalRule = ({ row }) =>
	sections
		.filter((section) => !row[section].trim())
		.map((section) => ({ code: `proposal.${section}_missing`, field: section }));

/** domain.md 2.1.2: at most 1,500 characters, more as attachment. */
export const withinLength: ProposalRule = ({ row, settings: { lengths } }) => {
	const breaches: Breach[] = [];
	if (lengthOf(row.title) > lengths.title)
		breaches.push({ code: 'proposal.title_too_long', field: 'title', values: { max: lengths.title } });
	if (bodyLength(row) > lengths.body)
		breaches.push({
			code: 'proposal.body_too_long',
			field: 'suggestions',
			values: { max: lengths.body, n: bodyLength(row) },
		});
	return breaches;
};

/** A signature counts only when given by the person, before the cut-off (domain.md 2.1.3); nobody is submitted half asked. */
export const everyInviteAnswered: ProposalRule = ({ row }) => {
	const waiting = row.signatures.filter((signature) => signature.state === 'invited');
	return waiting.length
		? {
				code: 'proposal.invite_unanswered',
				field: 'signatures',
				values: { names: waiting.map((one) => one.name).join('、') },
			}
		: undefined;
};

export const notItself: ProposalRule<{ person_id: string }> = ({ row, input }) =>
	input.person_id === row.owner_id ? { code: 'proposal.cannot_invite_oneself', field: 'person_id' } : undefined;
export const notInvitedYet: ProposalRule<{ person_id: string }> = ({ row, input }) =>
	row.signatures.some((one) => one.person_id === input.person_id && ['invited', 'signed'].includes(one.state))
		? { code: 'proposal.already_invited', field: 'person_id' }
		: undefined;

/** Not wanted to be public: say why (domain.md 2.1.2). */
export const consentExplained: ProposalRule = ({ row }) =>
	row.consent === 'none' && !row.consent_reason?.trim()
		? { code: 'proposal.consent_reason_missing', field: 'consent_reason' }
		: undefined;

export const categoryKnown: ProposalRule<{ category: string }> = ({ input, settings }) =>
	settings.categories.some((known) => known.code === input.category)
		? undefined
		: { code: 'proposal.category_unknown', field: 'category' };
export const reasonFromCatalogue: ProposalRule<{ reason_code: string }> = ({ input, settings }) =>
	settings.decline_reasons.some((known) => known.code === input.reason_code)
		? undefined
		: { code: 'proposal.reason_unknown', field: 'reason_code' };
export const correctionFromCatalogue: ProposalRule<{ reason_code: string }> = ({ input, settings }) =>
	settings.correction_reasons.some((known) => known.code === input.reason_code)
		? undefined
		: { code: 'proposal.reason_unknown', field: 'reason_code' };

/** With the proposer's consent, to where the committee proposed (domain.md 2.1.3). */
export const conversionOffered: ProposalRule = ({ row }) =>
	row.conversion && row.conversion !== 'none' ? undefined : { code: 'proposal.no_conversion_offered' };
export const notObjectedYet: ProposalRule = ({ row }) =>
	row.objected ? { code: 'proposal.already_objected' } : undefined;
/** domain.md 2.1.3: what becomes of an objection the director decides. */
export const directorDecidesObjection: ProposalRule = ({ row, ctx }) =>
	row.objected && !hasRole(ctx.actor, 'proposal_director') ? { code: 'proposal.objection_for_director' } : undefined;
export const withdrawalRequested: ProposalRule = ({ row }) =>
	row.withdrawal_reason ? undefined : { code: 'proposal.withdrawal_not_requested' };
export const withdrawalNotRequestedYet: ProposalRule = ({ row }) =>
	row.withdrawal_reason ? { code: 'proposal.withdrawal_already_requested' } : undefined;
/** domain.md 2.1.3: withdrawn before the reply, or not at all. */
export const noReplyDelivered: ProposalRule = ({ row }) =>
	row.replies.some((reply) => reply.state === 'delivered') ? { code: 'proposal.already_answered' } : undefined;
export const mainIsWithdrawn: ProposalRule = ({ row }) =>
	row.merged_into_state === 'withdrawn' ? undefined : { code: 'proposal.main_goes_on' };
export const elsewhereThanNow: ProposalRule<{ plenary_session_id: string; period: string }> = ({ row, input }) =>
	input.plenary_session_id === row.plenary_session_id && input.period === row.period
		? { code: 'proposal.already_in_series', field: 'plenary_session_id' }
		: undefined;
/** What several units answered apart none of them recalls for all. */
export const oneUnitAnswers: ProposalRule = ({ row }) =>
	answering(row).length === 1 ? undefined : { code: 'proposal.several_units_answer' };
export const notIntoItself: ProposalRule<{ into_id: string }> = ({ row, input }) =>
	input.into_id === row.id ? { code: 'proposal.cannot_merge_into_itself', field: 'into_id' } : undefined;

/** Sole: one unit; joint: one lead and at least one co-unit; split: two or more that each answer (domain.md 1.2). */
export const unitsFitHandling: ProposalRule<{ handling: string; lead_unit_ids: string[]; co_unit_ids: string[] }> = ({
	input,
}) => {
	const leads = new Set(input.lead_unit_ids).size;
	const cos = new Set(input.co_unit_ids).size;
	if (leads === 0) return { code: 'proposal.lead_unit_missing', field: 'lead_unit_ids' };
	if (input.lead_unit_ids.some((unit) => input.co_unit_ids.includes(unit)))
		return { code: 'proposal.unit_named_twice', field: 'co_unit_ids' };
	if (input.handling === 'split' && leads < 2)
		return { code: 'proposal.split_needs_two_units', field: 'lead_unit_ids' };
	if (input.handling !== 'split' && leads > 1) return { code: 'proposal.one_lead_unit_only', field: 'lead_unit_ids' };
	if (input.handling === 'joint' && cos === 0) return { code: 'proposal.co_unit_missing', field: 'co_unit_ids' };
	return input.handling !== 'joint' && cos > 0
		? { code: 'proposal.co_unit_without_joint', field: 'co_unit_ids' }
		: undefined;
};

const live = <One extends { state: string }>(row: { assignments: One[] }): One[] =>
	row.assignments.filter((assignment) => assignment.state !== 'reassigned');
/** The units that owe an answer of their own. */
export const answering = <One extends { state: string; role: string }>(row: { assignments: One[] }): One[] =>
	live(row).filter((assignment) => assignment.role !== 'co');
export const nothingConfirmedYet: ProposalRule = ({ row }) =>
	live(row).every((assignment) => assignment.state === 'proposed')
		? undefined
		: { code: 'proposal.already_with_units' };
export const everyAssignmentConfirmed: ProposalRule = ({ row }) =>
	live(row).length > 0 && live(row).every((assignment) => assignment.state !== 'proposed')
		? undefined
		: { code: 'proposal.assignment_unconfirmed' };
/** Joint: the lead's reply; split: the reply of every unit (domain.md 2.1.9). */
export const everyLeadReplyDelivered: ProposalRule = ({ row }) =>
	answering(row).length > 0 && answering(row).every((assignment) => assignment.state === 'answered')
		? undefined
		: { code: 'proposal.reply_outstanding' };

export const ofThisRound = <One extends { round: number }>(row: { round: number; evaluations: One[] }): One[] =>
	row.evaluations.filter((evaluation) => evaluation.round === row.round);
export const everyEvaluationIn: ProposalRule = ({ row }) =>
	ofThisRound(row).every((evaluation) => evaluation.state !== 'open')
		? undefined
		: { code: 'proposal.evaluation_outstanding' };
export const someoneDissatisfied: ProposalRule = ({ row }) =>
	ofThisRound(row).some((evaluation) => evaluation.result === 'dissatisfied' || evaluation.work === 'dissatisfied')
		? undefined
		: { code: 'proposal.nobody_dissatisfied' };

export const everyCommitmentSettled: ProposalRule = ({ row }) =>
	row.commitments.every((commitment) => ['kept', 'dropped'].includes(commitment.state))
		? undefined
		: { code: 'proposal.promise_open' };
export const somePromiseOpen: ProposalRule = ({ row }) =>
	row.commitments.some((commitment) => ['open', 'reported'].includes(commitment.state))
		? undefined
		: { code: 'proposal.no_promise_open' };

/** Publish only if the proposer consents, nothing is secret, the reply is delivered and the unit agrees (domain.md 2.18). */
export const consentsToFullText: ProposalRule = ({ row }) =>
	row.consent === 'full' ? undefined : { code: 'proposal.consent_not_full' };
export const consentsToTitle: ProposalRule = ({ row }) =>
	row.consent === 'none' ? { code: 'proposal.consent_none' } : undefined;
export const notSecret: ProposalRule = ({ row }) => (row.secret ? { code: 'proposal.is_secret' } : undefined);
export const replyMayBePublished: ProposalRule = ({ row }) =>
	row.replies.filter((reply) => reply.state === 'delivered').every((reply) => reply.openness === 'full')
		? undefined
		: { code: 'proposal.unit_does_not_agree_to_publish' };
export const isSecret: ProposalRule = ({ row }) => (row.secret ? undefined : { code: 'proposal.is_not_secret' });
export const notPublishedYet: ProposalRule = ({ row }) =>
	row.openness === 'public' ? { code: 'proposal.already_public' } : undefined;
export const notNominatedYet: ProposalRule<{ kind: string }> = ({ row, input }) =>
	row.nominations.some((nomination) => nomination.kind === input.kind)
		? { code: 'proposal.already_nominated', field: 'kind' }
		: undefined;

const worse = ['satisfied', 'basically', 'dissatisfied'];
/** One result for several proposers: the worst, or the lead's, as the committee has set (domain.md 2.1.9). Nobody's answer is never "satisfied". */
export function jointRating(row: Dossier, which: 'work' | 'result', settings: Settings): string {
	const given = ofThisRound(row).filter((evaluation) => evaluation.state === 'given');
	const lead = given.find((evaluation) => evaluation.person_id === row.owner_id)?.[which];
	if (settings.joint_rating === 'lead' && lead) return lead;
	return (
		given.map((evaluation) => evaluation[which] ?? '').sort((a, b) => worse.indexOf(b) - worse.indexOf(a))[0] ??
		'no_feedback'
	);
}
