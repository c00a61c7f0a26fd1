import type { PlainDate } from '../calendar.ts';
import type { PersonKey, PlenarySession, ProposalKind, ProposalState, ResultClass } from '../content.ts';
import type { Fixed } from '../proposals/writing.ts';

/** How far an assigned proposal has come, in the words of the assignment and reply machines. */
export type Stage =
	| 'assigned'
	| 'acknowledged'
	| 'return_requested'
	| 'handling'
	| 'drafted'
	| 'circulated'
	| 'countersigned'
	| 'signed'
	| 'sent_back'
	| 'checked';

/** Where a proposal shall stand today, and what is known of it beforehand. */
export type Plan = {
	session: PlenarySession;
	period: 'in_session' | 'between_sessions';
	state: ProposalState;
	/** Topics to choose from; any when absent. */
	topics?: readonly string[];
	fixed?: Fixed;
	number?: number;
	proposer?: PersonKey;
	kind?: ProposalKind;
	organisation?: string;
	/** Who is asked to sign; chosen by chance where absent. */
	invited?: readonly PersonKey[];
	invitations?: Record<PersonKey, 'signed' | 'invited' | 'declined'>;
	resultClass?: ResultClass;
	/** Where an assigned proposal stands, and when its reply is due, in days from today. */
	stage?: Stage;
	dueIn?: number;
	/** Days since the units were assigned, where no deadline is wished. */
	since?: number;
	round?: 2;
	/** Days from assignment to the first delivery, where they are known. */
	answeredAfter?: number;
	isReopened?: true;
	/** Unit whose co-opinion has not come; the units whose countersignature is awaited. */
	missing?: string;
	awaiting?: string;
	extension?: 'requested' | 'granted';
	detour?: 'reassigned' | 'refused';
	isSplit?: true;
	/** Days since submission, since delivery; how the rating went. */
	submitted?: number;
	delivered?: number;
	isDissatisfied?: true;
	/** How named evaluators rate, where it is known. */
	ratings?: Record<PersonKey, { result: 'satisfied' | 'basically'; text: string }>;
	isProposed?: false;
	isKey?: true;
	isExcellent?: 'nominated' | 'shortlisted' | 'confirmed';
	/** Promises of a class B answer: how many are kept, reported or late; the others are open. */
	promises?: { count: number; kept: number; reported?: number; late?: number; dueIn?: readonly number[] };
	reason?: string;
	isObjected?: true;
	isEnteredByClerk?: true;
	/** The plan of the proposal that this one is merged into, by its place among the session's plans. */
	into?: number;
	/** Days on which the matter was submitted and admitted, where a slot of the session's batch gives them. */
	slot?: { submittedOn: PlainDate; admittedOn: PlainDate; minute?: number };
};
