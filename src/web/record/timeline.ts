import { plainDateIn } from '#server/core/clock.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import type { TimelineItem } from '#ui/proposal/history.ts';
import { shortDay } from '#ui/text/days.ts';
import { t, tOr } from '#words';

/** A story may ask for any of these; the log keeps those that the act had. */
const nothingSaid = {
	place: '',
	note: '',
	reason: '',
	text: '',
	conversion: '',
	role: '',
	result_class: '',
	number: '',
	remark: '',
	promise: '',
	evidence: '',
	promises: 0,
	mode: '',
	overseer: '',
	kind: '',
	round: 0,
	letter_no: '',
	to: '',
	handling: '',
	advice: '',
};

/** What the log kept, in words: units and classes by name, places and promises as written. */
function storyValues(view: ProposalView, content: Record<string, unknown>): Record<string, string | number> {
	const unit = (id: unknown) => view.assignments.find((one) => one.unit_id === id)?.unit ?? '';
	const plain = Object.entries(content).filter(
		(pair): pair is [string, string | number] => typeof pair[1] === 'string' || typeof pair[1] === 'number',
	);
	const names = Array.isArray(content.unit_ids) ? content.unit_ids.map(unit).join('、') : '';
	return {
		...nothingSaid,
		...Object.fromEntries(plain),
		on: typeof content.on === 'string' ? shortDay(content.on) : '',
		unit: unit(content.unit_id) || names,
		to_unit: unit(content.to_unit_id),
	};
}

type Deadlines = ProposalView['deadlines'];

/** The clock that an act stopped: a deadline belongs to the event that met it. */
function markOf(view: ProposalView, act: string, subject_id: string, on: string): TimelineItem['mark'] {
	const kinds: Record<string, readonly string[]> = {
		'reply.deliver': ['reply', 'rehandling'],
		'assignment.give_opinion': ['co_opinion'],
		'assignment.record_contact': ['first_contact'],
		'commitment.verify': ['commitment'],
	};
	const wanted = kinds[act];
	if (!wanted) return undefined;
	const subject =
		act === 'reply.deliver' ? view.replies.find((reply) => reply.id === subject_id)?.assignment_id : subject_id;
	const met = (view.deadlines as Deadlines).findLast(
		(one) => one.subject_id === subject && wanted.includes(one.kind) && one.ended_on === on,
	);
	if (!met) return undefined;
	const late = Math.round((Date.parse(on) - Date.parse(met.due_on)) / 86_400_000);
	return late > 0
		? { tone: 'over', text: t('public.late_by', { n: late }) }
		: { tone: 'met', text: late < 0 ? t('public.early_by', { n: -late }) : t('public.on_the_day') };
}

/** The matter's life as its page tells it, in the order in which it happened, and what comes next. */
export function timelineItems(view: ProposalView, zone: string, today: string): TimelineItem[] {
	const items = view.timeline.map((entry): TimelineItem => {
		const on = plainDateIn(zone, entry.at);
		const [machine, action] = entry.act.split('.');
		const who = [entry.on_behalf_of ? t('public.entered_for', { name: entry.on_behalf_of }) : '', entry.actor ?? '']
			.filter(Boolean)
			.join(' ');
		return {
			on,
			note:
				entry.act === 'assignment.record_contact'
					? tOr(`assignment.stage.${String(entry.content.stage)}`, '')
					: undefined,
			title: tOr(`${machine}.past.${action}`, entry.act),
			text:
				[
					Object.keys(entry.content).length
						? tOr(`${machine}.story.${action}`, '', storyValues(view, entry.content))
						: '',
					who,
				]
					.filter(Boolean)
					.join(' ') || undefined,
			mark: markOf(view, entry.act, entry.subject_id, on),
		};
	});
	const next = view.deadlines
		.filter((one) => one.state === 'open' && one.kind !== 'return_request')
		.sort((a, b) => (a.due_on < b.due_on ? -1 : 1))[0];
	if (!next) return items;
	const late = next.due_on < today;
	const days = Math.abs(Math.round((Date.parse(next.due_on) - Date.parse(today)) / 86_400_000));
	return [
		...items,
		{
			when: t('public.now'),
			title: t(`proposal.state.${view.state}` as 'proposal.state.assigned'),
			text: tOr(`deadline.kind.${next.kind}`, ''),
			mark: {
				tone: late ? 'over' : days <= 7 ? 'soon' : 'plain',
				text: late ? t('public.overdue_by', { n: days }) : t('public.days_left', { n: days }),
			},
			state: 'now',
		} as TimelineItem,
	];
}
