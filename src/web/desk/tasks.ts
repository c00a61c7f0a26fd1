import type { Breach } from '#server/core/refusal.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import type { Offered } from '#ui/desk/offered.ts';
import type { MachineName } from '#ui/state/states.ts';
import { longDay } from '#ui/text/days.ts';
import { sentenceOf } from '#web/refusal.ts';
import { t, tOr } from '#words';
import { offers, type Choices } from './acts.ts';
import { extendedDay } from './due.ts';

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

type Maker = (view: ProposalView, choices: Choices, hindered: Record<string, Breach[]>) => Task[];

const clockOf = (view: ProposalView, id: string, ...kinds: string[]) =>
	view.deadlines.find((one) => one.subject_id === id && one.state === 'open' && kinds.includes(one.kind));
const allowed = (view: ProposalView, id: string) => view.may.parts[id] ?? [];

const returns: Maker = (view, choices) =>
	view.assignments
		.filter((one) => one.state === 'return_requested')
		.map((one) => ({
			id: one.id,
			title: t('staff.task_return', { unit: one.unit }),
			chip: { machine: 'assignment', state: one.state },
			due: clockOf(view, one.id, 'return_decision')?.due_on,
			notes: [t('staff.return_reason', { reason: one.return_reason ?? '' })],
			acts: offers({ ...one, machine: 'assignment' }, allowed(view, one.id), ['reassign', 'refuse_return'], choices, {
				folded: true,
			}),
		}));

const extensions: Maker = (view, choices) =>
	view.assignments
		.filter((one) => one.extension_reason && ['acknowledged', 'handling'].includes(one.state))
		.map((one) => {
			const clock = clockOf(view, one.id, 'reply');
			return {
				id: one.id,
				title: t('staff.task_extension', { unit: one.unit }),
				notes: [
					t('staff.extension_reason', { reason: one.extension_reason ?? '' }),
					...(clock
						? [
								t('staff.extension_days', {
									from: longDay(clock.due_on),
									to: longDay(extendedDay(choices.settings, clock)),
								}),
							]
						: []),
				],
				acts: offers(
					{ ...one, machine: 'assignment' },
					allowed(view, one.id),
					['grant_extension', 'refuse_extension'],
					choices,
				),
			};
		});

const replies: Maker = (view, choices) =>
	view.replies
		.filter((one) => one.state === 'signed')
		.map((one) => ({
			id: one.id,
			title: t('staff.task_check', { unit: one.unit }),
			due: clockOf(view, one.id, 'check')?.due_on,
			notes: [
				t('staff.check_contacts', {
					n: view.contacts.filter((contact) => contact.assignment_id === one.assignment_id).length,
				}),
			],
			reply: one,
			acts: offers(
				{ ...one, machine: 'reply', values: { result_class: one.result_class ?? '' } },
				allowed(view, one.id),
				['check', 'send_back'],
				choices,
			),
		}));

/** What a unit has reported is decided upon first; what is only promised stands further down. */
const promises =
	(state: 'reported' | 'open'): Maker =>
	(view, choices) =>
		view.commitments
			.filter((one) => one.state === state)
			.map((one) => ({
				id: one.id,
				title: one.text,
				chip: { machine: 'commitment', state },
				due: one.due_on,
				notes: [
					t('staff.promised_by', { unit: one.unit }),
					one.evidence ? t('staff.evidence', { evidence: one.evidence }) : '',
					one.progress ? t('staff.progress', { progress: one.progress }) : '',
				].filter(Boolean),
				acts: offers(
					{ ...one, machine: 'commitment' },
					allowed(view, one.id),
					['verify', 'send_back', 'drop'],
					choices,
					state === 'open' ? { folded: true, tone: 'quiet' } : {},
				),
			}));

const nominations: Maker = (view, choices) =>
	view.nominations
		.filter((one) => ['nominated', 'shortlisted'].includes(one.state))
		.map((one) => ({
			id: one.id,
			title: t('staff.task_nomination', { kind: t(`nomination.kind.${one.kind}`) }),
			chip: { machine: 'nomination', state: one.state },
			notes: [one.reason],
			acts: offers(
				{ ...one, machine: 'nomination' },
				allowed(view, one.id),
				['confirm', 'shortlist', 'reject'],
				choices,
			).map(
				// an excellent proposal is honoured, a key one overseen
				(offer) => (one.kind === 'excellent' && offer.act === 'confirm' ? { ...offer, fields: [] } : offer),
			),
		}));

/** Acts that one might look for and that are not offered, under the one reason that they share. What is done already needs none. */
function reasonsWhyNot(acts: readonly string[], hindered: Record<string, Breach[]>): { acts: string; why: string }[] {
	const told = acts.flatMap((act) => {
		const breaches = (hindered[act] ?? []).filter((breach) => breach.code !== 'proposal.already_public');
		return breaches.length
			? [{ act: t('staff.quoted', { act: tOr(`proposal.act.${act}`, act) }), why: breaches.map(sentenceOf).join('') }]
			: [];
	});
	const reasons = [...new Set(told.map(({ why }) => why))];
	return reasons.map((why) => ({
		why,
		acts: told
			.filter((one) => one.why === why)
			.map(({ act }) => act)
			.join(''),
	}));
}

/** Acts on the proposal itself, with the reasons why those that one might look for are not offered. */
const onProposal =
	(
		id: string,
		wanted: readonly string[],
		looks: { notes?: (view: ProposalView) => string[]; unfolded?: string; explained?: readonly string[] } = {},
	): Maker =>
	(view, choices, hindered) => {
		const acts = offers(
			{ machine: 'proposal', id: view.id, version: view.version },
			view.may.proposal,
			wanted,
			choices,
		).map((offer) => ({
			...offer,
			folded: offer.fields.length > 0 && offer.act !== looks.unfolded,
		}));
		const why = reasonsWhyNot(looks.explained ?? [], hindered);
		return acts.length || why.length
			? [{ id, title: tOr(`staff.task_${id}`, id), notes: looks.notes?.(view) ?? [], hindered: why, acts }]
			: [];
	};

const openness = (view: ProposalView): string[] => {
	const delivered = view.replies.filter((one) => one.state === 'delivered');
	const agreed = delivered.map((one) =>
		t('staff.openness_unit', { unit: one.unit, openness: t(`reply.openness.${one.openness}`) }),
	);
	const now = t('staff.openness_now', { openness: tOr(`proposal.openness.${view.openness}`, view.openness) });
	return [now, t('staff.openness_consent', { consent: t(`proposal.consent.${view.consent}`) }), ...new Set(agreed)];
};

const makers: Maker[] = [
	replies,
	returns,
	extensions,
	promises('reported'),
	nominations,
	onProposal('after', ['close', 'follow_up', 'order_rehandling', 'reopen'], {
		unfolded: 'close',
		explained: ['close'],
	}),
	onProposal('openness', ['publish', 'publish_summary', 'withhold'], {
		notes: openness,
		explained: ['publish', 'publish_summary'],
	}),
	promises('open'),
	onProposal('more', ['nominate', 'mark_secret', 'unmark_secret']),
];

/** What this reader may decide on this proposal, the most pressing first. Only one button of a page is solid. */
export function tasksOf(view: ProposalView, choices: Choices, hindered: Record<string, Breach[]>): Task[] {
	const tasks = makers
		.flatMap((make) => make(view, choices, hindered))
		.filter((task) => task.acts.length || task.hindered?.length);
	let solid = false;
	for (const act of tasks.flatMap((task) => task.acts)) {
		if (solid && act.tone === 'solid') act.tone = 'quiet';
		solid ||= act.tone === 'solid';
	}
	return tasks;
}
