import type { ProposalView } from '#server/proposals/view.ts';
import type { Option } from '#ui/form/field.ts';
import type { Explanation } from '#ui/state/explanation.ts';
import { t } from '#words';
import type { Choices } from './acts.ts';
import { named, unitOptions } from './directory.ts';
import { plannedDue } from './due.ts';

export type Written = Record<string, unknown>;
export const said = (values: Written, name: string): string => String(values[name] ?? '');
export const listed = (values: Written, name: string): string[] =>
	[values[name] ?? []].flat().map(String).filter(Boolean);

export interface Naming {
	handling: string;
	lead: string;
	others: string[];
	assigner_id: string;
	advice: string;
}

/** The part of the form that names the units: what it offers, what stands in it, and when answers would be due. */
export interface Assigning {
	units: Option[];
	assigners: Option[];
	handlings: Option[];
	values: Naming;
	due: { kind: 'co_opinion' | 'reply'; explanation: Explanation }[];
}

/** Units that were proposed before stand in the form again. */
function proposed(view: ProposalView): Written {
	const named = view.assignments.filter((one) => one.state === 'proposed');
	const leads = named.filter((one) => one.role !== 'co').map((one) => one.unit_id);
	return {
		handling: view.handling,
		lead: leads[0],
		others: [...leads.slice(1), ...named.filter((one) => one.role === 'co').map((one) => one.unit_id)],
		...(named[0] && { assigner_id: named[0].assigner_id }),
		advice: view.advice,
	};
}

/** What stands in the fields: as it was written, also where it was refused. */
export const namingOf = (values: Written): Naming => ({
	handling: said(values, 'handling') || 'sole',
	lead: said(values, 'lead'),
	others: listed(values, 'others'),
	assigner_id: said(values, 'assigner_id'),
	advice: said(values, 'advice'),
});

export function assigningOf(view: ProposalView, { settings, directory }: Choices, today: string): Assigning {
	const only = directory.assigners.length === 1 ? directory.assigners[0]?.id : undefined;
	return {
		units: unitOptions(directory, view.wished_unit_ids),
		assigners: named(directory.assigners),
		handlings: (['sole', 'joint', 'split'] as const).map((value) => ({
			value,
			label: t(`proposal.handling.${value}`),
		})),
		values: namingOf({ assigner_id: only, ...proposed(view) }),
		due: (['co_opinion', 'reply'] as const).map((kind) => ({ kind, explanation: plannedDue(settings, kind, today) })),
	};
}

/** The written units as the act understands them: others stand beside the lead as co-units, or answer like it. */
export function unitsFrom(values: Written) {
	const handling = said(values, 'handling') || 'sole';
	const lead = listed(values, 'lead');
	const others = handling === 'sole' ? [] : listed(values, 'others').filter((unit) => !lead.includes(unit));
	const split = handling === 'split';
	return {
		handling,
		lead_unit_ids: split ? [...lead, ...others] : lead,
		co_unit_ids: split ? [] : others,
		assigner_id: said(values, 'assigner_id') || undefined,
		advice: said(values, 'advice'),
	};
}

/** A refusal names fields of the input; the form calls two of them otherwise. */
export const unitField = (field: string, handling: string): string => {
	if (field === 'co_unit_ids') return 'others';
	return field === 'lead_unit_ids' ? (handling === 'split' ? 'others' : 'lead') : field;
};
