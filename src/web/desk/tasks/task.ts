import type { Breach } from '#server/core/refusal.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import type { Offered } from '#ui/desk/offered.ts';
import type { MachineName } from '#ui/state/states.ts';
import { offers, type Choices } from '../acts.ts';
import { placed, type TaskKind } from '../placed.ts';

/** One thing to decide: what it is, what one should know, what one may do. */
export interface Task {
	id: string;
	title: string;
	chip?: { machine: MachineName; state: string };
	due?: string | null;
	notes: string[];
	/** Acts that time and person would allow, and what stands in their way. */
	hindered?: { acts: string; why: string }[];
	/** A signed reply, to be read before it is decided upon. */
	reply?: ProposalView['replies'][number];
	acts: Offered[];
}

export type Maker = (view: ProposalView, choices: Choices, hindered: Record<string, Breach[]>) => Task[];

interface Part {
	id: string;
	version: number;
	values?: Record<string, string>;
}

/** The acts of one task that are allowed on a part of the matter. */
export const onPart = (
	view: ProposalView,
	kind: TaskKind,
	{ id, version, values }: Part,
	choices: Choices,
	looks?: Parameters<typeof offers>[4],
): Offered[] =>
	offers(
		{ machine: placed[kind].machine, id, version, values },
		view.may.parts[id] ?? [],
		placed[kind].acts,
		choices,
		looks,
	);

/** A clock that runs for this part. */
export const clockOf = (view: ProposalView, id: string, ...kinds: string[]) =>
	view.deadlines.find((one) => one.subject_id === id && one.state === 'open' && kinds.includes(one.kind));
