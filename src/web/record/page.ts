import { plainDateIn } from '#server/core/clock.ts';
import type { Settings } from '#server/core/settings.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { t } from '#words';
import { byLine, classWords, factsOf, lettersOf, ratingOf, spanOf, stepsOf } from './record.ts';
import { timelineItems } from './timeline.ts';

/** A proposal as its page shows it, for every reader: what the view left out is not here either. */
export function recordOf(view: ProposalView, settings: Settings, zone: string, today: string) {
	const signers = view.signers.filter((one) => one.state === 'signed').length;
	return {
		id: view.id,
		title: view.title,
		number: view.number_label ?? '–',
		numberNote: [t('public.number_note'), view.session],
		state: view.state,
		by: [byLine(view.lead.name, view.body, signers), view.sector ?? ''].filter(Boolean),
		result: classWords(settings, view.result_class),
		steps: stepsOf(view, zone),
		gist: view.gist && [
			{ title: t('public.gist_wants'), text: view.gist.wants },
			{ title: t('public.gist_answer'), text: view.gist.answer },
			{ title: t('public.gist_now'), text: view.gist.now },
		],
		text: view.text,
		facts: factsOf(view, settings),
		span: spanOf(view),
		timeline: timelineItems(view, zone, today),
		letters: lettersOf(view, settings, zone),
		rating: ratingOf(view),
		asked: view.ratings?.asked ?? 0,
		given: view.ratings?.given ?? 0,
		commitments: view.commitments.map((one) => ({
			text: one.text,
			dueOn: one.due_on,
			state: one.state,
			evidence: one.state === 'open' ? '' : (one.evidence ?? ''),
		})),
		attachments: view.attachments.map(({ id, name, size, added_at }) => ({
			id,
			name,
			size,
			on: plainDateIn(zone, new Date(added_at)),
		})),
		deadlines: view.deadlines.filter((one) => one.state === 'open'),
	};
}
export type ProposalRecord = ReturnType<typeof recordOf>;
