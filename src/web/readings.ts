import type { Context } from '#server/core/context.ts';
import type { ReadingView } from '#server/readings/view.ts';
import { currentLocale, t, tOr } from '#words';
import { worksAt } from './desks.ts';

export interface ReadingLine {
	id: string;
	/** 2026年11月22日 16:05, in the committee's zone. */
	at: string;
	by: string;
	as: string;
	what: string;
	href: string | null;
	how: string;
}

/** Who only sits in a body is told from who works in it. */
const seats = [
	...['member', 'standing_member', 'committee_member', 'group_member'],
	...['sector_convener', 'organisation_contact', 'liaison_convener'],
];
/** The offices in which a reader may have looked; his seats where he holds none. */
function officesOf(roles: ReadingView['reader_as']): ReadingView['reader_as'] {
	const offices = roles.filter(({ role }) => !seats.includes(role));
	return offices.length ? offices : roles;
}

const asText = ({ role, body }: ReadingView['reader_as'][number]): string => {
	const word = tOr(`people.role.${role}`, role);
	return body ? t('reading.as', { role: word, body }) : word;
};

function whatOf({ matter, roll }: ReadingView): string {
	if (roll) return t(`reading.roll.${roll.name}`, { n: roll.persons });
	if (!matter || matter.title === null) return t('reading.matter_closed');
	return matter.title || t('reading.untitled');
}

/** A reading in words. Its matter is led to where a member finds his own. */
export function readingLine(ctx: Context, view: ReadingView): ReadingLine {
	const format = new Intl.DateTimeFormat(currentLocale() === 'en' ? 'en-GB' : currentLocale(), {
		dateStyle: 'long',
		timeStyle: 'short',
		timeZone: ctx.committee.zone,
	});
	const opens = view.matter && view.matter.title !== null && worksAt(ctx.actor, 'member');
	return {
		id: view.id,
		at: format.format(view.at),
		by: view.reader ?? t('reading.at_server'),
		as: officesOf(view.reader_as).map(asText).join('、'),
		what: whatOf(view),
		href: opens ? `/${ctx.committee.slug}/member/proposals/${view.matter?.id}` : null,
		how: t(`reading.manner.${view.manner}`),
	};
}
