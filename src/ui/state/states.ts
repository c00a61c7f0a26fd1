import { tOr } from '#words';

/** How far the ring is filled; the shape carries the meaning, colour only repeats it. */
export type Ring = 'draft' | 'new' | 'filed' | 'doing' | 'replied' | 'done' | 'back' | 'merged' | 'no';

const rings = {
	proposal: {
		draft: 'draft',
		submitted: 'new',
		returned: 'back',
		under_review: 'new',
		withdrawn: 'no',
		declined: 'no',
		converted: 'no',
		merged: 'merged',
		admitted: 'filed',
		assigned: 'doing',
		answered: 'replied',
		rated: 'replied',
		follow_up: 'replied',
		closed: 'done',
	},
	assignment: {
		proposed: 'new',
		assigned: 'filed',
		acknowledged: 'filed',
		handling: 'doing',
		answered: 'replied',
		return_requested: 'back',
		reassigned: 'no',
	},
	reply: {
		drafted: 'draft',
		circulated: 'new',
		countersigned: 'filed',
		signed: 'doing',
		checked: 'replied',
		delivered: 'done',
		sent_back: 'back',
	},
	signature: { invited: 'new', signed: 'done', declined: 'no', cancelled: 'no' },
	evaluation: { open: 'new', given: 'done', lapsed: 'no' },
	commitment: { open: 'doing', reported: 'replied', kept: 'done', dropped: 'no' },
	nomination: { nominated: 'new', shortlisted: 'filed', confirmed: 'done', rejected: 'no' },
} as const satisfies Record<string, Record<string, Ring>>;

export type MachineName = keyof typeof rings;
export const machineNames = Object.keys(rings) as MachineName[];
export const statesOf = (machine: MachineName) => Object.keys(rings[machine]);

export const ringOf = (machine: MachineName, state: string): Ring =>
	(rings[machine] as Record<string, Ring>)[state] ?? 'new';

/** The state's word in the reader's language. */
export const stateWord = (machine: MachineName, state: string) => tOr(`${machine}.state.${state}`, state);
