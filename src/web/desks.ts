import { hasRole, type Actor, type Committee } from '#server/core/context.ts';
import type { Role } from '#server/core/grant.ts';

const desks: [path: string, roles: readonly Role[]][] = [
	[
		'desk',
		['proposal_clerk', 'proposal_director', 'assigner', 'inspector', 'chair', 'vice_chair', 'secretary_general'],
	],
	['unit', ['unit_registrar', 'unit_drafter', 'unit_head']],
	['member', ['member', 'standing_member', 'organisation_contact', 'sector_convener']],
	['accounts', ['administrator']],
];

export const worksAt = (actor: Actor, desk: 'desk' | 'unit' | 'member'): boolean =>
	desks.some(([path, roles]) => path === desk && roles.some((role) => hasRole(actor, role)));

/** Where a person begins after signing in: where the daily work is. */
export const homeOf = (actor: Actor, committee: Committee): string => {
	const found = desks.find(([, roles]) => roles.some((role) => hasRole(actor, role)));
	return `/${committee.slug}${found ? `/${found[0]}` : ''}`;
};
