import { plainDateIn } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import type { Settings } from '#server/core/settings.ts';
import type { MemberRow, WritersChoices } from '#server/people/queries.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { t, tOr } from '#words';
import { clockTime } from '#web/draft.ts';
import { catalogueWord } from '#web/record/record.ts';
import { shortDay } from '#ui/text/days.ts';
import { termWords } from '#ui/state/explanation.ts';
import { storedText } from './draft.ts';
import { hintsOn } from './hints.ts';
import { memberLabel } from './invitee.ts';
import { refusalOf, signedNames } from './part.ts';

/** An invitation counts until the cut-off of the session; afterwards it is a matter of days, and the form says so. */
function inviteHint(view: ProposalView, { now, today, committee: { zone } }: Context): string {
	const { cut_off_at } = view.dates;
	if (cut_off_at <= now) return t('member.people_hint_days');
	return t('member.people_hint', {
		until: t('member.until', {
			day: shortDay(plainDateIn(zone, cut_off_at), today),
			time: clockTime(zone, cut_off_at),
		}),
	});
}

const asked = new Set(['invited', 'signed']);
function coProposers(view: ProposalView, members: readonly MemberRow[]) {
	const taken = new Set([
		view.lead.id,
		...view.signers.filter((one) => asked.has(one.state)).map((one) => one.person_id),
	]);
	return {
		signers: view.signers.map((one) => ({
			id: one.id,
			version: one.version,
			name: one.name,
			note: one.opinion || (one.sector ?? ''),
			state: one.state,
			mayCancel: view.may.parts[one.id]?.includes('cancel') ?? false,
		})),
		members: [...new Set(members.filter((one) => !taken.has(one.id)).map(memberLabel))],
	};
}

/** Everything that the page of a draft shows besides what is being typed. */
export function draftPage(view: ProposalView, ctx: Context, settings: Settings, { members, units }: WritersChoices) {
	const written = storedText(view);
	return {
		id: view.id,
		version: view.version,
		state: view.state,
		written,
		author: view.body
			? t('member.edit_collective', { body: view.body, kind: tOr(`proposal.kind.${view.kind}`, '') })
			: '',
		returned: refusalOf(view, settings),
		signed: signedNames(view),
		people: { ...coProposers(view, members), hint: inviteHint(view, ctx) },
		lengths: settings.lengths,
		examination: termWords(settings.deadlines.examination),
		hints: hintsOn(written, settings),
		categories: settings.categories.map(({ code }) => ({
			value: code,
			label: catalogueWord(settings.categories, code),
		})),
		units: units.map(({ id, short_name }) => ({ value: id, label: short_name })),
		mayWithdraw: view.may.proposal.includes('withdraw'),
	};
}
export type DraftPage = ReturnType<typeof draftPage>;
