import { bySystem, role, type Grant } from '#server/core/grant.ts';

/** Bringing in what an office has: the desk that keeps the rolls and the old matters. An administrator gives access and reads no matter (domain.md 2.1.1). */
const office = [...role('proposal_clerk', 'proposal_director'), ...bySystem];

export const intakeGrants: Record<'import_rosters' | 'import_proposals' | 'export_rosters', Grant> = {
	import_rosters: office,
	import_proposals: office,
	export_rosters: office,
};
