import { bodiesAs } from '../core/context.ts';
import type { Rule } from '../core/machine.ts';
import type { AssignmentFacts, CommitmentFacts, ReplyFacts } from './queries/facts.ts';

type AssignmentRule<Input = unknown> = Rule<AssignmentFacts, Input>;
type ReplyRule<Input = unknown> = Rule<ReplyFacts, Input>;

/** Only the unit that answers the proposer meets and replies; a co-handling unit gives its opinion to the lead (domain.md 2.1.1). */
export const answersTheProposer: AssignmentRule = ({ row }) =>
	row.role === 'co' ? { code: 'assignment.only_lead_unit_answers' } : undefined;
export const isCoUnit: AssignmentRule = ({ row }) =>
	row.role === 'co' ? undefined : { code: 'assignment.only_co_unit_gives_opinion' };

/** domain.md 2.1.3: within seven working days; late requests are not considered. */
export const withinReturnTerm: AssignmentRule = ({ row, ctx }) =>
	row.return_by !== null && ctx.today <= row.return_by
		? undefined
		: { code: 'assignment.return_term_is_over', values: { due: row.return_by ?? '' } };

/** domain.md 2.1.3: before it is due, once, with a reason. */
export const notYetExtended: AssignmentRule = ({ row }) =>
	row.extended ? { code: 'assignment.already_extended' } : undefined;
export const notYetDue: AssignmentRule = ({ row, ctx }) =>
	row.reply_by !== null && ctx.today > row.reply_by
		? { code: 'assignment.already_overdue', values: { due: row.reply_by } }
		: undefined;
export const extensionAsked: AssignmentRule = ({ row }) =>
	row.extension_reason ? undefined : { code: 'assignment.no_extension_asked' };
export const noExtensionAsked: AssignmentRule = ({ row }) =>
	row.extension_reason ? { code: 'assignment.extension_already_asked' } : undefined;

/** domain.md 2.1.9: no answer before contact, unless the committee has set otherwise. */
export const metTheProposerFirst: AssignmentRule = ({ row, settings }) =>
	row.state === 'acknowledged' && settings.contact_before_reply ? { code: 'assignment.no_contact_yet' } : undefined;
export const noReplyYet: AssignmentRule = ({ row }) =>
	row.reply_id ? { code: 'assignment.reply_already_begun' } : undefined;
export const replyDelivered: AssignmentRule = ({ row }) =>
	row.reply_state === 'delivered' ? undefined : { code: 'assignment.reply_not_delivered' };
export const contactNotInFuture: AssignmentRule<{ on: string }> = ({ input, ctx }) =>
	input.on > ctx.today ? { code: 'assignment.contact_in_future', field: 'on' } : undefined;

export const hasBody: ReplyRule = ({ row }) => (row.body ? undefined : { code: 'reply.body_missing', field: 'body' });
export const withinReplyLength: ReplyRule = ({ row, settings }) =>
	[...row.body].length > settings.lengths.reply
		? { code: 'reply.body_too_long', field: 'body', values: { max: settings.lengths.reply } }
		: undefined;
export const hasClass: ReplyRule = ({ row, settings }) =>
	settings.result_classes.some((known) => known.code === row.result_class)
		? undefined
		: { code: 'reply.class_missing', field: 'result_class' };
export const hasContactPerson: ReplyRule = ({ row }) =>
	row.contact_name && row.contact_phone
		? undefined
		: { code: 'reply.contact_person_missing', field: row.contact_name ? 'contact_phone' : 'contact_name' };

/** Unit answers before contact: blocked unless a contact is on record, where the committee says so (domain.md 2.1.9). */
export const metTheProposer: ReplyRule = ({ row, settings }) =>
	settings.contact_before_reply && row.contacts === 0 ? { code: 'reply.no_contact_on_record' } : undefined;

/** A plan without a day and a promise is an answer without a result. */
export const promisesWhatItPlans: ReplyRule = ({ row, settings, ctx }) => {
	const planned = settings.result_classes.find((known) => known.code === row.result_class)?.needs_promise;
	if (planned && row.promises.length === 0) return { code: 'reply.promise_missing', field: 'promises' };
	if (row.promises.some((promise) => !promise.text || !promise.due_on))
		return { code: 'reply.promise_incomplete', field: 'promises' };
	return row.promises.some((promise) => promise.due_on < ctx.today)
		? { code: 'reply.promise_in_the_past', field: 'promises' }
		: undefined;
};

/** Cannot go on until every co-unit has countersigned (domain.md 2.1.3). */
export const everyCoUnitCountersigned: ReplyRule = ({ row }) =>
	row.co_units.every((unit) => unit.state === 'agreed')
		? undefined
		: { code: 'reply.co_unit_has_not_countersigned', field: 'units' };

/** Asked again only where his unit's agreement is still missing. */
export const notYetCountersigned: ReplyRule = ({ row, ctx }) => {
	const headed = bodiesAs(ctx.actor, 'unit_head');
	return row.co_units.some((unit) => headed.includes(unit.unit_id) && unit.state !== 'agreed')
		? undefined
		: { code: 'reply.already_countersigned' };
};

export const knownClass: ReplyRule<{ result_class?: string | null }> = ({ input, settings }) =>
	!input.result_class || settings.result_classes.some((known) => known.code === input.result_class)
		? undefined
		: { code: 'reply.class_unknown', field: 'result_class' };

/** The correction of a class must not slip a promise past: B without promises goes back instead. */
export const correctedClassHasPromises: ReplyRule<{ result_class?: string | null }> = ({ row, input, settings }) =>
	settings.result_classes.find((known) => known.code === input.result_class)?.needs_promise && !row.promises.length
		? { code: 'reply.promise_missing', field: 'result_class' }
		: undefined;

/** What was withdrawn or closed the units leave as it is. */
export const matterGoesOn: Rule<{ matter_state: string }, unknown> = ({ row }) =>
	['withdrawn', 'closed'].includes(row.matter_state) ? { code: 'assignment.matter_is_over' } : undefined;

export const matterIsAnswered: Rule<CommitmentFacts, unknown> = ({ row }) =>
	['answered', 'rated', 'follow_up', 'assigned'].includes(row.matter_state)
		? undefined
		: { code: 'commitment.matter_is_closed' };
