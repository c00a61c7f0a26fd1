import type { ProposalView } from '#server/proposals/view.ts';
import type { Offered } from '#ui/desk/offered.ts';
import type { Explanation } from '#ui/state/explanation.ts';
import { t } from '#words';
import type { Choices } from './acts.ts';
import { plannedDue } from './due.ts';
import { onPart } from './tasks/task.ts';

export interface Confirming {
	matter: string;
	advice: string | null;
	units: { id: string; version: number; unit: string; role: string; reassign: Offered[] }[];
	due: { kind: 'co_opinion' | 'reply'; explanation: Explanation }[];
}

/** Proposed assignments that this reader's office is to confirm; all of a proposal go out together, or one is named anew. */
export function confirmingOf(view: ProposalView, choices: Choices, today: string): Confirming | null {
	const mine = view.assignments.filter((one) => view.may.parts[one.id]?.includes('confirm'));
	if (!mine.length) return null;
	const kinds = mine.some((one) => one.role === 'co') ? (['co_opinion', 'reply'] as const) : (['reply'] as const);
	return {
		matter: view.id,
		advice: view.advice,
		units: mine.map((one) => ({
			id: one.id,
			version: one.version,
			unit: one.unit,
			role: t(`assignment.role.${one.role}`),
			reassign: onPart(view, 'renaming', one, choices, { folded: true, tone: 'quiet' }),
		})),
		due: kinds.map((kind) => ({ kind, explanation: plannedDue(choices.settings, kind, today) })),
	};
}
