import { bySystem, role, type Grant } from '../core/grant.ts';

const administrator = [...role('administrator'), ...bySystem];

/** Giving persons a way to sign in (domain.md 2.1.1: the administrator gives access). The desk does it for those who work at no desk. */
export const accountGrants: Record<'invite_member' | 'invite_anybody' | 'reset_second_factor' | 'set_rules', Grant> = {
	invite_member: [...role('proposal_clerk'), ...administrator],
	invite_anybody: administrator,
	reset_second_factor: administrator,
	set_rules: administrator,
};
