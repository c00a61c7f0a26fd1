import type { Actor } from './context.ts';

/** What a mandate makes a person in a body. */
export const roles = [
	'member',
	'committee_member',
	'standing_member',
	'chair',
	'vice_chair',
	'secretary_general',
	'proposal_clerk',
	'proposal_director',
	'assigner',
	'inspector',
	'unit_registrar',
	'unit_drafter',
	'unit_head',
	'organisation_contact',
	'sector_convener',
	'liaison_convener',
	// belongs to a liaison post or an organisation; gives no right
	'group_member',
	'administrator',
] as const;
export type Role = (typeof roles)[number];

/** What a person is to a matter or to one of its parts; a query returns the caller's beside each row. */
export const relations = [
	'lead_proposer',
	'co_proposer',
	'invited',
	'merged_proposer',
	'enterer',
	'signatory',
	'evaluator',
	'assigner_of',
	'inspector_of',
	'secret_keeper',
	'lead_registrar',
	'lead_drafter',
	'lead_head',
	'co_registrar',
	'co_drafter',
	'co_head',
] as const;
export type Relation = (typeof relations)[number];

/** One way to be permitted. Conditions speak of actor and relation, never of state. */
export type Condition = { role: Role } | { relation: Relation } | 'system' | 'everyone';
/** Any one of the conditions suffices; an empty grant is nobody. */
export type Grant = readonly Condition[];

export const role = (...names: Role[]): Grant => names.map((name) => ({ role: name }));
export const relation = (...names: Relation[]): Grant => names.map((name) => ({ relation: name }));
export const bySystem: Grant = ['system'];

const holds = (condition: Condition, actor: Actor, to: readonly Relation[]): boolean => {
	if (condition === 'everyone') return true;
	if (condition === 'system') return actor.kind === 'system';
	if ('role' in condition) return actor.mandates.some((mandate) => mandate.role === condition.role);
	return to.includes(condition.relation);
};

export const mayBy = (grant: Grant, actor: Actor, to: readonly Relation[]): boolean =>
	grant.some((condition) => holds(condition, actor, to));
