import type { Breach } from '#server/core/refusal.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { sentenceOf } from '#web/refusal.ts';
import { t, tOr } from '#words';
import { offers } from '../acts.ts';
import { placed } from '../placed.ts';
import type { Maker } from './task.ts';

/** Done once too often, there is nothing to explain. */
const silent = ['proposal.already_public'];

/** Acts that one might look for and that are not offered, under the one reason that they share. What is done already needs none. */
function reasonsWhyNot(acts: readonly string[], hindered: Record<string, Breach[]>): { acts: string; why: string }[] {
	const told = acts.flatMap((act) => {
		const breaches = (hindered[act] ?? []).filter((breach) => !silent.includes(breach.code));
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

/** Once it is out it has been read, and once it is in another session its old number is void: asked for twice, by folding. */
const unfoldable = ['publish', 'publish_summary', 'renumber'];

interface Looks {
	notes?: (view: ProposalView) => string[];
	unfolded?: string;
	explained?: readonly string[];
}

/** Acts on the proposal itself, with the reasons why those that one might look for are not offered. */
export const onProposal =
	(id: 'after' | 'openness' | 'more', looks: Looks = {}): Maker =>
	(view, choices, hindered) => {
		const subject = { machine: 'proposal', id: view.id, version: view.version, values: { ...view.gist } };
		const acts = offers(subject, view.may.proposal, placed[id].acts, choices).map((offer) => ({
			...offer,
			tone: id === 'more' ? ('quiet' as const) : offer.tone,
			folded: unfoldable.includes(offer.act) || (offer.fields.length > 0 && offer.act !== looks.unfolded),
		}));
		const why = reasonsWhyNot(looks.explained ?? [], hindered);
		return acts.length || why.length
			? [{ id, title: t(`staff.task_${id}`), notes: looks.notes?.(view) ?? [], hindered: why, acts }]
			: [];
	};

/** What the proposer and each unit agreed to, beside how open it is now. */
export const openness = (view: ProposalView): string[] => {
	const delivered = view.replies.filter((one) => one.state === 'delivered');
	const agreed = delivered.map((one) =>
		t('staff.openness_unit', { unit: one.unit, openness: t(`reply.openness.${one.openness}`) }),
	);
	const now = t('staff.openness_now', { openness: tOr(`proposal.openness.${view.openness}`, view.openness) });
	return [now, t('staff.openness_consent', { consent: t(`proposal.consent.${view.consent}`) }), ...new Set(agreed)];
};
