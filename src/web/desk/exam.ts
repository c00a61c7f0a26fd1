import type { Step } from '#server/proposals/commands.ts';
import type { Settings } from '#server/core/settings.ts';
import type { MergeTarget } from '#server/proposals/queries/merging.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { understand } from '#server/core/input.ts';
import { broken, brokenRules, Refusal } from '#server/core/refusal.ts';
import { proposalInput, type ProposalAction } from '#server/proposals/input.ts';
import type { Option } from '#ui/form/field.ts';
import { t } from '#words';
import { categoryOptions, correctionOptions, declineOptions, type Choices } from './acts.ts';
import { assigningOf, said, unitField, unitsFrom, type Assigning, type Written } from './assigning.ts';
import { placed } from './placed.ts';
import { checksOf, type Check } from './checks.ts';

export const examChoices = placed.examination.acts;
export type ExamChoice = (typeof examChoices)[number];

export interface Exam {
	id: string;
	version: number;
	state: string;
	checks: Check[];
	/** What the proposer has said against an earlier refusal. */
	objection: string | null;
	choices: Option[];
	category: string;
	categories: Option[];
	decline_reasons: Option[];
	conversions: Option[];
	correction_reasons: Option[];
	targets: string[];
	assigning: Assigning;
}

/** A submitted proposal is taken under review by the same stroke, so each choice is offered from either state. */
export const mayExamine = (view: ProposalView): boolean =>
	['start_review', 'admit'].some((act) => view.may.proposal.includes(act));
const offered = (view: ProposalView): ExamChoice[] =>
	examChoices.filter((choice) => (choice === 'give_back' ? view.may.proposal.includes('give_back') : true));

/** 128号 关于…, or the title alone where no number is given yet. */
const written = ({ number_label, title }: MergeTarget): string =>
	number_label ? `${t('staff.number', { number: number_label })} ${title}` : title;

const objectionTo = ({ timeline }: ProposalView): string | null => {
	const entry = timeline.findLast((one) => one.act === 'proposal.object');
	return entry ? String(entry.content.reason ?? '') : null;
};

export function examOf(view: ProposalView, choices: Choices, today: string, targets: readonly MergeTarget[]): Exam {
	const unitName = (id: string) => choices.directory.units.find((unit) => unit.id === id)?.name;
	return {
		id: view.id,
		version: view.version,
		state: view.state,
		objection: objectionTo(view),
		checks: checksOf(view, choices.settings, unitName),
		choices: offered(view).map((value) => ({ value, label: t(`proposal.act.${value}`) })),
		category: view.category ?? '',
		categories: categoryOptions(choices),
		decline_reasons: declineOptions(choices),
		conversions: (['none', 'opinion_report', 'member_letter', 'suggestion'] as const).map((value) => ({
			value,
			label: t(`proposal.conversion.${value}`),
		})),
		correction_reasons: correctionOptions(choices),
		targets: targets.map(written),
		assigning: assigningOf(view, choices, today),
	};
}

/** A number, a title from the list, or words that only one title has. */
export function mergeTarget(targets: readonly MergeTarget[], into: string): string {
	if (!into) throw broken('staff.merge_into_missing', { field: 'into_id' });
	const number = /^(平?\d+)\s*号?(?:\s|$)/u.exec(into)?.[1];
	const found = targets.filter((one) => one.number_label === number || one.title === into);
	const like = found.length ? found : targets.filter((one) => one.title.includes(into));
	if (like.length > 1) throw broken('staff.merge_into_several', { field: 'into_id', values: { n: like.length } });
	if (!like[0]) throw broken('proposal.merge_target_unknown', { field: 'into_id' });
	return like[0].id;
}

/** One stroke of the clerk as the acts that it consists of; only the first carries the version that was seen. */
export function examSteps(
	id: string,
	version: number | undefined,
	values: Written,
	settings: Settings,
	targets: readonly MergeTarget[],
): Step[] {
	const choice = said(values, 'choice');
	const act = (action: string, input: unknown = {}): Step => ({ machine: 'proposal', id, action, input });
	const units = unitsFrom(values);
	const unitsNamed = units.lead_unit_ids.length + units.co_unit_ids.length > 0;
	const reasonCode = said(values, 'decline_reason_code');
	const usual = settings.decline_reasons.find((known) => known.code === reasonCode)?.conversion ?? 'none';
	const makers: Record<ExamChoice, () => Step[]> = {
		admit: () => [
			act('admit', { category: said(values, 'category') }),
			...(unitsNamed ? [act('propose_assignment', units)] : []),
		],
		merge: () => [act('merge', { into_id: mergeTarget(targets, said(values, 'into').trim()) })],
		decline: () => [
			act('decline', {
				reason_code: reasonCode,
				text: said(values, 'decline_text'),
				conversion: said(values, 'conversion') || usual,
			}),
		],
		give_back: () => [
			act('give_back', { reason_code: said(values, 'back_reason_code'), reason: said(values, 'back_reason') }),
		],
	};
	const make = examChoices.find((one) => one === choice);
	if (!make) throw broken('staff.choice_missing', { field: 'choice' });
	const steps = [
		...(said(values, 'state') === 'submitted' && make !== 'give_back' ? [act('start_review')] : []),
		...makers[make](),
	];
	refuseTogether(steps);
	return steps.map((step, index) => (index ? step : { ...step, version }));
}

/** What one stroke lacks is told at once, not act by act. */
function refuseTogether(steps: readonly Step[]): void {
	const breaches = steps.flatMap(({ action, input }) => {
		try {
			understand(proposalInput[action as ProposalAction], input);
			return [];
		} catch (error) {
			if (error instanceof Refusal) return error.breaches;
			throw error;
		}
	});
	if (breaches.length) throw brokenRules(breaches);
}

/** Where the sentence of a refusal belongs in this form. */
export function examField(field: string, values: Written): string {
	const choice = said(values, 'choice');
	if (field === 'into_id') return 'into';
	if (choice === 'decline') return field === 'conversion' ? field : `decline_${field}`;
	if (choice === 'give_back') return `back_${field}`;
	return unitField(field, said(values, 'handling'));
}
