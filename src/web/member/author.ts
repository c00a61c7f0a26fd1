import { hasRole, type Actor } from '#server/core/context.ts';
import type { ProposalKind } from '#server/core/schema.ts';
import { t, tOr } from '#words';

const speaking = new Set(['organisation_contact', 'sector_convener']);
/** 参加单位 are parties as well as organisations; which of the two the proposal is, its writer says. */
const kindsOf: Record<string, readonly ProposalKind[]> = {
	sector: ['sector'],
	special_committee: ['special_committee'],
	township_liaison: ['group'],
	participating_body: ['party', 'organisation'],
};

/** In whose name a person may write: his own, and that of each body for which he speaks (集体提案). */
export function authorChoices(actor: Actor): { value: string; label: string; small: string }[] {
	const own = hasRole(actor, 'member')
		? [{ value: 'individual', label: t('member.author_me', { name: actor.name }), small: t('member.author_me_small') }]
		: [];
	const bodies = actor.mandates.filter((mandate) => speaking.has(mandate.role));
	const collective = bodies.flatMap(({ body_id, body_kind, body_name }) =>
		(kindsOf[body_kind] ?? []).map((kind) => ({
			value: `${kind}:${body_id}`,
			label: body_name,
			small: tOr(`proposal.kind.${kind}`, kind),
		})),
	);
	return [...new Map([...own, ...collective].map((choice) => [choice.value, choice])).values()];
}

/** The choice as the beginning of a draft. What it names is checked where the draft is created. */
export function beginningOf(author: string): { kind: string; body_id?: string } {
	const [kind = '', body_id] = author.split(':');
	return { kind: kind || 'individual', ...(body_id ? { body_id } : {}) };
}
