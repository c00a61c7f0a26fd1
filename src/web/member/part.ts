import { plainDateIn } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import type { Settings } from '#server/core/settings.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { t, tOr } from '#words';
import { clockTime } from '#web/draft.ts';
import { catalogueWord } from '#web/record/record.ts';
import { shortDay } from '#ui/text/days.ts';

const mayOn = (view: ProposalView, id: string, act: string): boolean => view.may.parts[id]?.includes(act) ?? false;

/** An invitation to sign, answered or not, and until when a signature counts. */
export function invitationOf(view: ProposalView, ctx: Context) {
	const mine = view.signers.find((one) => one.person_id === ctx.actor.person_id);
	if (!mine || !['draft', 'returned'].includes(view.state)) return null;
	const until = mine.expires_at ? new Date(mine.expires_at) : null;
	const { zone } = ctx.committee;
	const dueOn = until && plainDateIn(zone, until);
	return {
		id: mine.id,
		version: mine.version,
		state: mine.state,
		opinion: mine.opinion,
		by: view.body ?? view.lead.name,
		dueOn,
		until: until && dueOn ? t('member.until', { day: shortDay(dueOn, ctx.today), time: clockTime(zone, until) }) : '',
		maySign: mayOn(view, mine.id, 'sign'),
		mayDecline: mayOn(view, mine.id, 'decline'),
	};
}
export type Invitation = NonNullable<ReturnType<typeof invitationOf>>;

const said = (machine: string, value: string | null) => (value ? tOr(`evaluation.${machine}.${value}`, value) : '');

/** The reader's own evaluation of the answer of this round: asked, given, or lapsed. */
export function ownRating(view: ProposalView, ctx: Context) {
	const mine = view.evaluations.find((one) => one.person_id === ctx.actor.person_id && one.round === view.round);
	if (!mine) return null;
	const clock = view.deadlines.find((one) => one.subject_id === mine.id && one.state === 'open');
	return {
		id: mine.id,
		version: mine.version,
		state: mine.state,
		mayGive: mayOn(view, mine.id, 'give'),
		dueOn: clock?.due_on ?? null,
		given: [
			{ term: t('evaluation.field.work'), text: said('satisfaction', mine.work), strong: true },
			{ term: t('evaluation.field.result'), text: said('satisfaction', mine.result), strong: true },
			{ term: t('evaluation.field.contact'), text: said('contact', mine.contact) },
			{ term: t('evaluation.field.hearing'), text: said('hearing', mine.hearing) },
			{ term: t('evaluation.field.to_the_point'), text: said('to_the_point', mine.to_the_point) },
			{ term: t('evaluation.field.text'), text: mine.text ?? '' },
		].filter((line) => line.text),
	};
}
export type OwnRating = NonNullable<ReturnType<typeof ownRating>>;

/** Why a proposal came back or was not admitted, in the words of the catalogue and of the clerk. */
export function refusalOf(view: ProposalView, settings: Settings) {
	if (!view.refusal || !['returned', 'declined'].includes(view.state)) return null;
	const { reason_code, reason, conversion } = view.refusal;
	const catalogue = view.state === 'returned' ? settings.correction_reasons : settings.decline_reasons;
	const offer = view.state === 'declined' && conversion && conversion !== 'none' ? conversion : null;
	return {
		state: view.state,
		word: catalogueWord(catalogue, reason_code),
		reason: reason ?? '',
		offer,
		offerWord: offer ? tOr(`proposal.conversion.${offer}`, offer) : '',
	};
}
export type Refused = NonNullable<ReturnType<typeof refusalOf>>;

/** The clocks that run for a proposal, each with how its day was found; of those for rating, the reader's own. */
export const clocksOf = (view: ProposalView, mine: string | undefined) =>
	view.deadlines
		.filter((one) => one.state === 'open' && (one.machine !== 'evaluation' || one.subject_id === mine))
		.map((one) => ({
			id: one.id,
			kind: tOr(`deadline.kind.${one.kind}`, one.kind),
			dueOn: one.due_on,
			explanation: 'promised' in one.explanation ? null : one.explanation,
		}));

/** How many have signed, by name: a change of the text asks them again. */
export const signedNames = (view: ProposalView): string[] =>
	view.signers.filter((one) => one.state === 'signed').map((one) => one.name);
