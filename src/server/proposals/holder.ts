import { answering, ofThisRound } from './rules.ts';
import type { Situation } from './queries/situation.ts';

/** 在谁手里: a body of this kind of desk, one body, or one person. */
export type Holder = { desk: 'proposals' | 'inspection' } | { body_id: string } | { person_id: string } | undefined;

const committee: Holder = { desk: 'proposals' };

function whileAtUnits(row: Situation): Holder {
	const open = answering(row).find((assignment) => assignment.state !== 'answered');
	if (!open) return committee;
	if (open.state === 'return_requested') return { body_id: open.assigner_id };
	const reply = row.replies.find((one) => one.assignment_id === open.id && one.round === open.round);
	if (reply?.state === 'signed') return { desk: 'inspection' };
	const goingRound = reply?.state === 'circulated' || reply?.state === 'countersigned';
	const asked = goingRound ? reply.countersignatures.find((one) => one.state === 'asked') : undefined;
	return { body_id: asked?.unit_id ?? open.unit_id };
}

/** Who has to do the next thing. Every open matter has a holder; a settled one has none. */
export function holderOf(row: Situation): Holder {
	if (row.withdrawal_reason && ['admitted', 'assigned'].includes(row.state)) return committee;
	switch (row.state) {
		case 'draft':
		case 'returned':
			return { person_id: row.owner_id };
		case 'submitted':
		case 'under_review':
		case 'rated':
			return committee;
		case 'admitted': {
			const proposed = row.assignments.find((assignment) => assignment.state === 'proposed');
			return proposed ? { body_id: proposed.assigner_id } : committee;
		}
		case 'assigned':
			return whileAtUnits(row);
		case 'answered': {
			const waiting = ofThisRound(row).filter((evaluation) => evaluation.state === 'open');
			const first = waiting.find((evaluation) => evaluation.person_id === row.owner_id) ?? waiting[0];
			return first ? { person_id: first.person_id } : committee;
		}
		case 'follow_up': {
			const open = row.commitments.find((commitment) => commitment.state === 'open');
			return open ? { body_id: open.unit_id } : committee;
		}
		default:
			return undefined;
	}
}
