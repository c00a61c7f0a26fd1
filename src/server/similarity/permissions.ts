import { role } from '../core/grant.ts';

/** Whoever examines proposals looks through a session for those that say the same. */
export const similarityGrants = { compare_session: role('proposal_clerk', 'proposal_director') };
