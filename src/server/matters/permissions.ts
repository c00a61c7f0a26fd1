import { relation, role, type Grant } from '../core/grant.ts';
import type { Openness } from '../core/schema.ts';

const parties = relation(
	'lead_proposer',
	'co_proposer',
	'merged_proposer',
	'invited',
	'enterer',
	'assigner_of',
	'inspector_of',
	'secret_keeper',
	'lead_registrar',
	'lead_drafter',
	'lead_head',
	'co_registrar',
	'co_drafter',
	'co_head',
);
const staff = role('proposal_clerk', 'proposal_director', 'secretary_general', 'chair', 'vice_chair');
const assembly = role('member', 'standing_member', 'organisation_contact', 'sector_convener', 'assigner', 'inspector');

/** Who reads a matter, by the openness that only `transition` sets (domain.md 2.18). */
export const readingGrants: Record<Openness, Grant> = {
	restricted: parties,
	internal: [...parties, ...staff],
	members: [...parties, ...staff, ...assembly],
	summary: ['everyone'],
	public: ['everyone'],
};
