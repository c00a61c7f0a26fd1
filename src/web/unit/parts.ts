import { bodiesAs, type Actor } from '#server/core/context.ts';
import type { ProposalView } from '#server/proposals/view.ts';

export interface Part {
	machine: 'assignment' | 'reply' | 'commitment';
	id: string;
	version: number;
	state: string;
	may: string[];
}

/** What of a matter is in this unit's hands: its assignment with its clocks (the term for returning it is a right, and gone when it has passed), the replies that it writes or signs, its promises. */
export function unitParts(view: ProposalView, actor: Actor, today: string) {
	const units = bodiesAs(actor, 'unit_registrar', 'unit_drafter', 'unit_head');
	const mayOn = (id: string) => view.may.parts[id] ?? [];
	const assignments = view.assignments
		.filter((one) => units.includes(one.unit_id) && one.state !== 'reassigned')
		.map((one) => ({
			...one,
			may: mayOn(one.id),
			clocks: view.deadlines.filter(
				(clock) =>
					clock.subject_id === one.id &&
					clock.state === 'open' &&
					(clock.kind !== 'return_request' || clock.due_on >= today),
			),
		}));
	const replies = view.replies
		.filter(
			(one) =>
				units.includes(one.unit_id) ||
				mayOn(one.id).length > 0 ||
				one.countersignatures.some((sign) => units.includes(sign.unit_id)),
		)
		.map((one) => ({ ...one, mine: units.includes(one.unit_id), may: mayOn(one.id) }));
	const commitments = view.commitments
		.filter((one) => units.includes(one.unit_id))
		.map((one) => ({ ...one, may: mayOn(one.id) }));
	const opinions = view.assignments
		.filter((one) => one.role === 'co' && one.opinion)
		.map((one) => ({ unit: one.unit, opinion: one.opinion ?? '' }));
	const recall = view.may.proposal.includes('recall_answer') ? { id: view.id, version: view.version } : null;
	return { advice: view.advice, assignments, replies, commitments, opinions, recall, contacts: view.contacts };
}
export type UnitParts = ReturnType<typeof unitParts>;
