import { newId } from '#server/core/id.ts';
import type { Proposal } from '../../content/content.ts';
import type { Row } from '../row.ts';

/** An entry of the timeline and what it said. */
export interface Entry {
	entry: Omit<Row<'timeline'>, 'content_hash'>;
	content: Record<string, unknown>;
}

/** One proposal in memory, as the rows in which the database will hold it. */
export interface Life {
	told: Proposal;
	session: Row<'plenary_session'>;
	matter: Row<'matter'>;
	proposal: Row<'proposal'>;
	signatures: Row<'signature'>[];
	assignments: Row<'assignment'>[];
	contacts: Row<'contact'>[];
	replies: Row<'reply'>[];
	countersignatures: Row<'countersignature'>[];
	evaluations: Row<'evaluation'>[];
	commitments: Row<'commitment'>[];
	nominations: Row<'nomination'>[];
	deadlines: Row<'deadline'>[];
	timeline: Entry[];
	/** Proposals that were merged into this one. */
	merged: Life[];
	/** Gives ids in the order in which they are asked for, also within one instant. */
	nextId(at: Date): string;
}

/** A part of the matter that lives by a machine of its own. */
export type Part = { id: string; state: string; version: number };

export function partsOf(life: Life, machine: string): Part[] {
	const parts: Record<string, Part[]> = {
		signature: life.signatures,
		assignment: life.assignments,
		reply: life.replies,
		evaluation: life.evaluations,
		commitment: life.commitments,
		nomination: life.nominations,
	};
	return parts[machine] ?? [];
}

/** Ids that grow by a millisecond each, so that rows made at the same instant keep their order. */
export function growingIds(): (at: Date) => string {
	let last = 0;
	return (at) => newId((last = Math.max(at.getTime(), last + 1)));
}
