import type { Actor, Mandate } from '#server/core/context.ts';
import { hasRole } from '#server/core/context.ts';
import { t, tOr } from '#words';

/** 许知微 委员: how a member is addressed; others by name alone. */
export const addressOf = (actor: Actor): string =>
	hasRole(actor, 'member') ? t('member.address', { name: actor.name }) : actor.name;

const roleOf = (mandate: Mandate): string => tOr(`people.role.${mandate.role}`, mandate.role);

/** Where he belongs, in one line: the sector of a member, the body of a contact. */
export const belongingOf = (actor: Actor): string =>
	[
		...new Set(actor.mandates.filter((mandate) => mandate.body_kind !== 'plenum').map((mandate) => mandate.body_name)),
	].join(t('member.dot'));

/** Every mandate that counts today, by body. */
export function mandatesOf(actor: Actor): { term: string; text: string }[] {
	const bodies = [...new Set(actor.mandates.map((mandate) => mandate.body_name))];
	return bodies.map((body) => ({
		term: body,
		text: actor.mandates
			.filter((mandate) => mandate.body_name === body)
			.map(roleOf)
			.join(t('member.list_comma')),
	}));
}
