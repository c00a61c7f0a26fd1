import { bySystem, role, type Grant } from '#server/core/grant.ts';

/** Bringing in what an office has: the desk that keeps the rolls and the old matters, and the administrator. */
const office = [...role('proposal_clerk', 'proposal_director', 'administrator'), ...bySystem];

export const intakeGrants: Record<'import_rosters' | 'import_proposals' | 'export_rosters', Grant> = {
	import_rosters: office,
	import_proposals: office,
	export_rosters: office,
};
