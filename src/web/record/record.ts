import { plainDateIn } from '#server/core/clock.ts';
import type { Settings } from '#server/core/settings.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import type { Step } from '#ui/proposal/history.ts';
import { currentLocale, t, tOr } from '#words';

/** A catalogue's words in the reader's language; the code where the catalogue no longer has it. */
export const catalogueWord = (
	catalogue: readonly { code: string; zh: string; en: string }[],
	code: string | null,
): string => {
	const found = catalogue.find((one) => one.code === code);
	return found ? (currentLocale() === 'en' ? found.en : found.zh) : (code ?? '');
};
export const classWords = (settings: Settings, code: string | null) =>
	code ? { mark: code as 'A', words: catalogueWord(settings.result_classes, code) } : undefined;

const order = ['submit', 'admit', 'assign', 'answer', 'rate', 'close'] as const;
const reached: Record<string, number> = {
	draft: 0,
	returned: 0,
	submitted: 1,
	under_review: 1,
	admitted: 2,
	assigned: 3,
	answered: 4,
	rated: 5,
	follow_up: 5,
	closed: 6,
};

/** The six stations of a proposal's life, with the day on which each was reached. */
export function stepsOf(view: ProposalView, zone: string): Step[] {
	const at = reached[view.state] ?? 1;
	const kept = view.commitments.filter((one) => one.state === 'kept').length;
	return order.map((action, index) => {
		const entry = view.timeline.findLast((one) => one.act === `proposal.${action}`);
		const note = entry
			? dayOf(zone, entry.at)
			: action === 'close' && view.commitments.length
				? t('public.promises_kept', { kept, all: view.commitments.length })
				: undefined;
		return { label: t(`public.step_${action}`), note, state: index < at ? 'done' : index === at ? 'now' : undefined };
	});
}

export const dayOf = (zone: string, at: Date): string => {
	const date = plainDateIn(zone, at);
	return t('public.month_day', { month: Number(date.slice(5, 7)), day: Number(date.slice(8)) });
};

/** Who proposes, in one line: the body, or the lead with the number of co-proposers. */
export const byLine = (lead: string, body: string | null, signers: number): string =>
	body ? body : signers ? t('public.lead_and_others', { name: lead, n: signers + 1 }) : lead;

export interface Fact {
	term: string;
	text: string;
	strong?: boolean;
}

export function factsOf(view: ProposalView, settings: Settings): Fact[] {
	const units = (role: string) =>
		view.assignments
			.filter((one) => one.role === role && one.state !== 'reassigned')
			.map((one) => one.unit)
			.join('、');
	const signed = view.signers
		.filter((one) => one.state === 'signed')
		.map((one) => one.name)
		.join('、');
	const facts: Fact[] = [
		{ term: t('public.fact_lead'), text: view.body ?? view.lead.name },
		{ term: t('public.fact_signers'), text: signed },
		{ term: t('public.fact_sector'), text: view.sector ?? '' },
		{ term: t('public.fact_category'), text: catalogueWord(settings.categories, view.category) },
		{ term: tOr('assignment.role.lead', ''), text: units('lead'), strong: true },
		{ term: tOr('assignment.role.split', ''), text: units('split'), strong: true },
		{ term: tOr('assignment.role.co', ''), text: units('co') },
		{ term: t('public.fact_openness'), text: tOr(`proposal.openness.${view.openness}`, view.openness) },
	];
	return facts.filter((fact) => fact.text);
}

/** The letter's frame says whom it is to and from whom: where the unit wrote that as well, it is not said twice. */
function letterBody(body: string, unit: string): string {
	const lines = body
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
	if (lines.length > 1 && /^.{1,30}[：:]$/u.test(lines[0] ?? '')) lines.shift();
	const last = lines.at(-1) ?? '';
	if (lines.length > 1 && last.length < 20 && last.endsWith(unit.replace(/^县|^市|^省/, ''))) lines.pop();
	return lines.join('\n');
}

/** 函: the delivered replies, newest last, as letters to the proposers. */
export const lettersOf = (view: ProposalView, settings: Settings, zone: string) =>
	view.replies
		.filter((reply) => reply.state === 'delivered' && reply.delivered_at)
		.map((reply) => ({
			id: reply.id,
			org: reply.unit,
			number: reply.letter_no,
			notes: [
				t('public.letter_class', {
					code: reply.result_class ?? '',
					words: catalogueWord(settings.result_classes, reply.result_class),
				}),
				t('public.letter_openness', { words: tOr(`reply.openness.${reply.openness}`, reply.openness) }),
			],
			title: t('public.letter_title', { session: view.session, number: view.number_label ?? '' }),
			to: view.body
				? `${view.body}：`
				: t('public.letter_to', {
						name: view.lead.name,
						n: view.signers.filter((one) => one.state === 'signed').length,
					}),
			body: letterBody(reply.body, reply.unit),
			signer: reply.unit,
			signedOn: plainDateIn(zone, new Date(reply.delivered_at ?? '')),
			contact: reply.contact_name,
			phone: reply.contact_phone,
			copies: t('public.letter_copies'),
		}));

/** Days from assignment to the answer, or to today: the lead unit's own clock. */
export function spanOf(view: ProposalView): { from: string; due: string; metOn: string | null } | null {
	const clock = view.deadlines.findLast((one) => one.kind === 'reply' && one.state !== 'cancelled');
	return clock ? { from: clock.starts_on, due: clock.due_on, metOn: clock.ended_on } : null;
}

const counts = (tally: Record<string, number>) => ({
	good: tally.satisfied ?? 0,
	fair: tally.basically ?? 0,
	poor: tally.dissatisfied ?? 0,
});
export const ratingOf = (view: ProposalView) =>
	view.ratings && view.ratings.overall
		? {
				overall: tOr(`evaluation.satisfaction.${view.ratings.overall}`, view.ratings.overall),
				aspects: [
					{ label: t('public.rating_work'), ...counts(view.ratings.work) },
					{ label: t('public.rating_result'), ...counts(view.ratings.result) },
				],
			}
		: null;
