import type { ProposalView } from '#server/proposals/view.ts';
import type { MachineName } from '#ui/state/states.ts';
import type { Explanation } from '#ui/state/explanation.ts';
import { t, tOr } from '#words';

export interface Clock {
	id: string;
	label: string;
	due: string;
	metOn: string | null;
	/** Absent where a unit promised the day. */
	explanation: Explanation | null;
}

type Deadline = ProposalView['deadlines'][number];

/** Whose clock it is: the unit of the assignment or reply, the person who rates. */
function ownerOf(view: ProposalView, { subject_id }: Deadline): string {
	const reply = view.replies.find((one) => one.id === subject_id);
	const assignment = view.assignments.find((one) => one.id === (reply?.assignment_id ?? subject_id));
	return (
		assignment?.unit ??
		view.evaluations.find((one) => one.id === subject_id)?.name ??
		view.commitments.find((one) => one.id === subject_id)?.unit ??
		''
	);
}

const clock =
	(view: ProposalView) =>
	(one: Deadline): Clock => ({
		id: one.id,
		label: [tOr(`deadline.kind.${one.kind}`, one.kind), ownerOf(view, one)].filter(Boolean).join('·'),
		due: one.due_on,
		metOn: one.state === 'met' ? one.ended_on : null,
		explanation: 'promised' in one.explanation ? null : one.explanation,
	});

/** Clocks that run, the nearest first; then those that were kept or missed. Cancelled ones are history. */
export const clocksOf = (view: ProposalView, today: string) => ({
	// the days in which a unit may ask to return a matter pass by; nobody is late with them
	running: view.deadlines
		.filter((one) => one.state === 'open' && (one.kind !== 'return_request' || one.due_on >= today))
		.map(clock(view)),
	ended: view.deadlines.filter((one) => one.state === 'met').map(clock(view)),
});

export interface UnitPart {
	id: string;
	unit: string;
	role: string;
	chip: { machine: MachineName; state: string };
	opinion: string | null;
}

/** The units of a matter, each with how far it is: the reply's state once there is one. */
export const unitParts = (view: ProposalView): UnitPart[] =>
	view.assignments
		.filter((one) => one.state !== 'reassigned')
		.map((one) => {
			const reply = view.replies.find(
				(candidate) => candidate.assignment_id === one.id && candidate.round === one.round,
			);
			const chip =
				reply && one.state === 'handling'
					? { machine: 'reply' as const, state: reply.state }
					: { machine: 'assignment' as const, state: one.state };
			return { id: one.id, unit: one.unit, role: t(`assignment.role.${one.role}`), chip, opinion: one.opinion };
		});

export interface Opinion {
	id: string;
	name: string;
	round: number;
	state: string;
	answers: { label: string; text: string }[];
	text: string | null;
}

const asked = ['contact', 'hearing', 'to_the_point', 'work', 'result'] as const;
const scale = {
	contact: 'contact',
	hearing: 'hearing',
	to_the_point: 'to_the_point',
	work: 'satisfaction',
	result: 'satisfaction',
} as const;

/** Single evaluations, as far as the view lets them out: the committee's, or one's own. */
export const opinionsOf = (view: ProposalView): Opinion[] =>
	view.evaluations.map((one) => ({
		id: one.id,
		name: one.name,
		round: one.round,
		state: one.state,
		answers: asked.flatMap((question) =>
			one[question]
				? [
						{
							label: t(`staff.opinion_${question}`),
							text: tOr(`evaluation.${scale[question]}.${one[question]}`, one[question] ?? ''),
						},
					]
				: [],
		),
		text: one.text,
	}));
