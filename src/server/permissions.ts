import type { Grant } from './core/grant.ts';
import { assignmentGrants, commitmentGrants, replyGrants } from './handling/permissions.ts';
import { intakeGrants } from './intake/permissions.ts';
import { readingGrants } from './matters/permissions.ts';
import {
	beginningGrants,
	evaluationGrants,
	nominationGrants,
	proposalGrants,
	signatureGrants,
} from './proposals/permissions.ts';
import { similarityGrants } from './similarity/permissions.ts';
import { accountGrants } from './sign-in/permissions.ts';

export { relations, roles } from './core/grant.ts';

/** Who may do what, the whole of it: by machine and act. What is not here, nobody may. */
export const permissions: Record<string, Record<string, Grant>> = {
	proposal: { ...beginningGrants, ...proposalGrants },
	signature: signatureGrants,
	assignment: assignmentGrants,
	reply: replyGrants,
	evaluation: evaluationGrants,
	commitment: commitmentGrants,
	nomination: nominationGrants,
	intake: intakeGrants,
	similarity: similarityGrants,
	account: accountGrants,
};

/** Who may read a matter, by its openness. */
export const reading: Record<string, Grant> = readingGrants;
