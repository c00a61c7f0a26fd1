import type { Actor } from '../core/context.ts';
import type { Role } from '../core/grant.ts';
import type { Settings } from '../core/settings.ts';

/** What a session is worth: all that its person may, nothing any more, or only the way to the second factor. */
export type Standing = 'whole' | 'ended' | 'needs_code' | 'needs_factor';

export interface SessionFacts {
	created_at: Date;
	seen_at: Date;
	expires_at: Date;
	second_factor_at: Date | null;
	program: boolean;
	has_factor: boolean;
}

const minute = 60_000;
/** So long the way from the password to the second factor may take. */
const halfwayMs = 20 * minute;

const amongMembers: readonly Role[] = [
	'member',
	'committee_member',
	'standing_member',
	'organisation_contact',
	'sector_convener',
	'liaison_convener',
	'group_member',
];

/** Staff and units: whoever holds a mandate that is more than a member's. */
export const worksInOffice = ({ mandates }: Pick<Actor, 'mandates'>): boolean =>
	mandates.some(({ role }) => !amongMembers.includes(role));

/** Judged anew at every request. A program's token has no idle limit and was made by whoever keeps the installation. */
export function standingOf(session: SessionFacts, actor: Actor, settings: Settings['sign_in'], now: Date): Standing {
	const who = worksInOffice(actor) ? 'staff' : 'members';
	const since = (at: Date) => now.getTime() - at.getTime();
	if (since(session.expires_at) >= 0 || since(session.created_at) > settings.longest_hours[who] * 60 * minute)
		return 'ended';
	if (session.program) return 'whole';
	if (since(session.seen_at) > settings.idle_minutes[who] * minute) return 'ended';
	if (session.second_factor_at) return 'whole';
	const must = settings.second_factor === 'staff_and_units' && who === 'staff';
	if (!session.has_factor && !must) return 'whole';
	if (since(session.created_at) > halfwayMs) return 'ended';
	return session.has_factor ? 'needs_code' : 'needs_factor';
}
