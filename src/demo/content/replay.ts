import type { Act, Proposal } from './content.ts';

/** What the tests know of the seven machines: from which states an act may be done, and where it leads. */
type Rule = { from: readonly string[]; to: string | 'same' };

const active = ['submitted', 'returned', 'under_review', 'admitted', 'assigned', 'answered', 'rated', 'follow_up'];
const public_ = ['answered', 'rated', 'follow_up', 'closed'];

const rules: Record<string, Rule> = {
	'proposal.invite': { from: ['draft', 'returned'], to: 'same' },
	'proposal.submit': { from: ['draft', 'returned'], to: 'submitted' },
	'proposal.give_back': { from: ['submitted'], to: 'returned' },
	'proposal.withdraw': { from: ['draft', 'submitted', 'returned', 'under_review'], to: 'withdrawn' },
	'proposal.start_review': { from: ['submitted'], to: 'under_review' },
	'proposal.admit': { from: ['under_review'], to: 'admitted' },
	'proposal.decline': { from: ['under_review'], to: 'declined' },
	'proposal.convert': { from: ['declined'], to: 'converted' },
	'proposal.object': { from: ['declined'], to: 'under_review' },
	'proposal.merge': { from: ['under_review'], to: 'merged' },
	'proposal.propose_assignment': { from: ['admitted'], to: 'same' },
	'proposal.assign': { from: ['admitted'], to: 'assigned' },
	'proposal.answer': { from: ['assigned'], to: 'answered' },
	'proposal.rate': { from: ['answered'], to: 'rated' },
	'proposal.order_rehandling': { from: ['answered', 'rated'], to: 'assigned' },
	'proposal.follow_up': { from: ['rated'], to: 'follow_up' },
	'proposal.close': { from: ['rated', 'follow_up'], to: 'closed' },
	'proposal.reopen': { from: ['closed'], to: 'assigned' },
	'proposal.publish': { from: public_, to: 'same' },
	'proposal.publish_summary': { from: public_, to: 'same' },
	'proposal.withhold': { from: public_, to: 'same' },
	'proposal.write_gist': { from: ['admitted', 'assigned', ...public_], to: 'same' },
	'proposal.mark_secret': { from: active, to: 'same' },
	'proposal.nominate': { from: ['admitted', 'assigned', ...public_], to: 'same' },
	'signature.sign': { from: ['invited'], to: 'signed' },
	'signature.decline': { from: ['invited'], to: 'declined' },
	'assignment.confirm': { from: ['proposed'], to: 'assigned' },
	'assignment.acknowledge': { from: ['assigned'], to: 'acknowledged' },
	'assignment.request_return': { from: ['assigned', 'acknowledged'], to: 'return_requested' },
	'assignment.refuse_return': { from: ['return_requested'], to: 'acknowledged' },
	'assignment.reassign': { from: ['proposed', 'return_requested'], to: 'reassigned' },
	'assignment.record_contact': { from: ['acknowledged', 'handling'], to: 'handling' },
	'assignment.give_opinion': { from: ['acknowledged', 'handling'], to: 'answered' },
	'assignment.request_extension': { from: ['acknowledged', 'handling'], to: 'same' },
	'assignment.grant_extension': { from: ['acknowledged', 'handling'], to: 'same' },
	'assignment.draft_reply': { from: ['handling'], to: 'same' },
	'assignment.answer': { from: ['handling'], to: 'answered' },
	'assignment.rehandle': { from: ['answered'], to: 'handling' },
	'reply.revise': { from: ['drafted', 'sent_back'], to: 'drafted' },
	'reply.circulate': { from: ['drafted', 'sent_back'], to: 'circulated' },
	'reply.countersign': { from: ['circulated'], to: 'same' },
	'reply.disagree': { from: ['circulated'], to: 'drafted' },
	'reply.conclude_countersigning': { from: ['circulated'], to: 'countersigned' },
	'reply.sign': { from: ['countersigned'], to: 'signed' },
	'reply.check': { from: ['signed'], to: 'checked' },
	'reply.send_back': { from: ['signed'], to: 'sent_back' },
	'reply.deliver': { from: ['checked'], to: 'delivered' },
	'evaluation.give': { from: ['open'], to: 'given' },
	'evaluation.lapse': { from: ['open'], to: 'lapsed' },
	'commitment.report_progress': { from: ['open'], to: 'same' },
	'commitment.report_kept': { from: ['open'], to: 'reported' },
	'commitment.verify': { from: ['reported'], to: 'kept' },
	'nomination.shortlist': { from: ['nominated'], to: 'shortlisted' },
	'nomination.confirm': { from: ['shortlisted'], to: 'confirmed' },
};

/** The states of a proposal and its children by `machine:subject`; `mistakes` names each act that was not allowed. */
export type Standing = { states: Map<string, string>; mistakes: string[]; countersigned: Map<string, Set<string>> };

type Keys = Record<string, unknown>;
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const proposersOf = ({ leadProposer, acts }: Proposal) => [
	leadProposer,
	...acts.flatMap(({ machine, action, subject }) =>
		machine === 'signature' && action === 'sign' ? (subject ?? []) : [],
	),
];

/** Children that an act brings into being; `asked` are those who will rate the answer. */
function born(proposal: Proposal, act: Act, states: Map<string, string>, asked: readonly string[]): void {
	const { machine, action, subject = '' } = act;
	const keys: Keys = act.input ?? {};
	const open = (key: string, state: string) => states.set(key, state);
	switch (`${machine}.${action}`) {
		case 'proposal.invite':
			return void open(`signature:${String(keys['person_id'])}`, 'invited');
		case 'proposal.propose_assignment':
			for (const unit of [...list(keys['lead_unit_ids']), ...list(keys['co_unit_ids'])]) {
				open(`assignment:${unit}`, 'proposed');
			}
			return;
		case 'proposal.nominate':
			return void open(`nomination:${String(keys['kind'])}`, 'nominated');
		case 'assignment.reassign':
			return void open(`assignment:${String(keys['unit_id'])}`, 'assigned');
		case 'assignment.draft_reply':
			return void open(`reply:${subject}`, 'drafted');
		case 'reply.deliver':
			for (const person of asked) open(`evaluation:${person}`, 'open');
			for (const place of promisesOf(proposal, act).keys()) open(`commitment:${subject}#${place + 1}`, 'open');
	}
}

/** What the delivered letter promises: the wording that was the last before it. */
function promisesOf({ acts }: Proposal, { at, subject }: Act): string[] {
	const revisions = acts.filter((act) => act.action === 'revise' && act.subject === subject && act.at <= at);
	return list(revisions.at(-1)?.input?.['promises']);
}

function replay(proposal: Proposal, asked: readonly string[]): Standing {
	const states = new Map([['proposal:', 'draft']]);
	const standing: Standing = { states, mistakes: [], countersigned: new Map() };
	for (const act of proposal.acts) {
		const word = `${act.machine}.${act.action}`;
		const key = `${act.machine}:${act.subject ?? ''}`;
		const state = states.get(key);
		const rule = rules[word];
		if (!rule || state === undefined || !rule.from.includes(state)) {
			standing.mistakes.push(`${proposal.key} ${act.at} ${word} ${act.subject ?? ''} from ${state ?? 'nothing'}`);
			continue;
		}
		if (rule.to !== 'same') states.set(key, rule.to);
		if (word === 'reply.circulate') standing.countersigned.set(act.subject ?? '', new Set());
		if (word === 'reply.countersign') standing.countersigned.get(act.subject ?? '')?.add(act.actor);
		born(proposal, act, states, asked);
	}
	return standing;
}

/** Goes through every story; the proposers of a merged proposal rate the main one's answer too. */
export function replayAll(proposals: readonly Proposal[]): (Standing & { proposal: Proposal })[] {
	const merged = new Map<string, string[]>();
	for (const proposal of proposals) {
		const main = String(proposal.acts.find(({ action }) => action === 'merge')?.input?.['into_id']);
		merged.set(main, [...(merged.get(main) ?? []), ...proposersOf(proposal)]);
	}
	return proposals.map((proposal) => {
		const asked = new Set([...proposersOf(proposal), ...(merged.get(proposal.key) ?? [])]);
		return { proposal, ...replay(proposal, [...asked]) };
	});
}
