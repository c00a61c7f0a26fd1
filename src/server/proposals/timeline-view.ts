import type { Actor } from '../core/context.ts';
import type { TimelineRow } from '../matters/queries.ts';
import type { Audience } from './audience.ts';

/** Acts that everybody may know of a public matter, with the words of the log that go with each. */
const publicActs: Record<string, readonly string[]> = {
	'proposal.submit': [],
	'proposal.admit': ['number', 'category'],
	'proposal.assign': [],
	'proposal.answer': ['result_class'],
	'proposal.rate': [],
	'proposal.order_rehandling': [],
	'proposal.recall_answer': [],
	'proposal.recompute_deadlines': ['deadlines'],
	'proposal.follow_up': [],
	'proposal.close': [],
	'proposal.reopen': [],
	'proposal.publish': [],
	'proposal.publish_summary': [],
	'assignment.confirm': ['unit_id', 'role'],
	'assignment.reassign': ['unit_id', 'to_unit_id'],
	'assignment.record_contact': ['unit_id', 'stage', 'mode', 'on', 'place'],
	'assignment.give_opinion': ['unit_id'],
	'assignment.grant_extension': ['unit_id'],
	'assignment.rehandle': ['unit_id', 'round'],
	'reply.deliver': ['unit_id', 'result_class', 'promises'],
	'commitment.report_progress': ['promise', 'note'],
	'commitment.report_kept': ['promise', 'evidence'],
	'commitment.verify': ['promise', 'note'],
	'commitment.drop': ['promise', 'reason'],
};
/** What proposers see besides: how their own paper fared. */
const proposerActs = [
	'proposal.create',
	'proposal.submit',
	'proposal.invite',
	'proposal.give_back',
	'proposal.start_review',
	'proposal.decline',
	'proposal.convert',
	'proposal.object',
	'proposal.merge',
	'proposal.become_main',
	'proposal.renumber',
	'proposal.request_withdrawal',
	'proposal.consent_to_withdrawal',
	'proposal.refuse_withdrawal',
	'proposal.withdraw',
	'proposal.withhold',
	'signature.sign',
	'signature.decline',
	'signature.cancel',
	'signature.ask_again',
	'evaluation.give',
	'evaluation.lapse',
];
/** Inner acts of a unit or of the proposers, which the other side does not see: who rated and when is not the unit's to follow. */
const hiddenFromUnits = (key: string) => key.startsWith('evaluation.') || key.startsWith('signature.');

export interface TimelineEntry {
	seq: number;
	act: string;
	at: Date;
	actor: string | null;
	on_behalf_of: string | null;
	from_state: string | null;
	to_state: string;
	subject_id: string;
	content: Record<string, unknown>;
}

const pick = (content: Record<string, unknown> | null, names: readonly string[]) =>
	Object.fromEntries(names.filter((name) => content && name in content).map((name) => [name, content?.[name]]));

function entryFor(audience: Audience, actor: Actor, row: TimelineRow): TimelineEntry | undefined {
	const act = `${row.machine}.${row.action}`;
	const entry = {
		seq: row.seq,
		act,
		at: row.at,
		actor: row.actor,
		on_behalf_of: row.on_behalf_of,
		from_state: row.from_state,
		to_state: row.to_state,
		subject_id: row.subject_id,
		content: row.content ?? {},
	};
	if (audience === 'committee' || audience === 'office') return entry;
	if (audience === 'unit') return hiddenFromUnits(act) ? undefined : entry;
	if (audience === 'proposer' && proposerActs.includes(act))
		return row.actor_id === actor.person_id || !act.startsWith('evaluation.') ? entry : { ...entry, content: {} };
	const shown = publicActs[act];
	return shown && { ...entry, actor: null, on_behalf_of: null, content: pick(row.content, shown) };
}

export const timelineView = (audience: Audience, actor: Actor, rows: TimelineRow[]): TimelineEntry[] =>
	rows.flatMap((row) => entryFor(audience, actor, row) ?? []);
