import { bodiesAs, hasRole, type Actor } from '../core/context.ts';
import type { Dossier } from './queries/dossier.ts';

/** Who looks, as far as it decides what leaves: the public, members, those who work on it, its proposers, its units. */
export type Audience = 'public' | 'member' | 'proposer' | 'unit' | 'office' | 'committee';

/** Of this very proposal, not of one that was merged into it. */
export const isAuthor = ({ relations }: Pick<Dossier, 'relations'>): boolean =>
	relations.some((one) => ['lead_proposer', 'co_proposer', 'invited', 'enterer'].includes(one));

/** Works for one of its units. A proposer who does follows it as the unit does: who has rated is not his to know. */
export const isRated = ({ relations }: Pick<Dossier, 'relations'>): boolean =>
	relations.some((one) => /^(lead|co)_(registrar|drafter|head)$/.test(one));

export function audienceOf(actor: Actor, dossier: Pick<Dossier, 'relations'>): Audience {
	if (hasRole(actor, 'proposal_clerk') || hasRole(actor, 'proposal_director')) return 'committee';
	if (isAuthor(dossier) || dossier.relations.includes('merged_proposer')) return 'proposer';
	if (isRated(dossier)) return 'unit';
	if (
		dossier.relations.some((one) => ['assigner_of', 'inspector_of'].includes(one)) ||
		hasRole(actor, 'chair') ||
		hasRole(actor, 'vice_chair')
	)
		return 'office';
	return actor.kind === 'person' && actor.mandates.length ? 'member' : 'public';
}

export const unitsOf = (actor: Actor) => bodiesAs(actor, 'unit_registrar', 'unit_drafter', 'unit_head');

/**
 * The office sees the next day of whatever clock runs, a unit while the matter is in its hands. For everybody else the day of
 * the reply, or of a promise, counts: that a unit is late to acknowledge is no delay of the answer.
 */
export function dueFor(
	actor: Actor,
	audience: Audience,
	row: Pick<Dossier, 'due_on' | 'public_due_on' | 'holder_body_id'>,
): string | null {
	const holds = row.holder_body_id !== null && unitsOf(actor).includes(row.holder_body_id);
	return audience === 'committee' || audience === 'office' || (audience === 'unit' && holds)
		? row.due_on
		: row.public_due_on;
}

/** A co-unit sends its opinion to the lead unit only (domain.md 2.1.1). */
export const hearsOpinion = (actor: Actor, dossier: Dossier, one: Dossier['assignments'][number]): boolean =>
	unitsOf(actor).includes(one.unit_id) ||
	dossier.relations.some((relation) => ['lead_registrar', 'lead_drafter', 'lead_head'].includes(relation));
