import type { Context } from '#server/core/context.ts';
import { broken } from '#server/core/refusal.ts';
import { transition } from '#server/core/transition.ts';
import { saveDraft, type Written } from './draft.ts';
import { findInvitee } from './invitee.ts';

export interface Pressed {
	/** `save`, `preview`, `submit`, `invite`, or `cancel:<signature>:<version>`. */
	button: string;
	version?: number;
	key: string;
	signatures: number;
}

/**
 * Saves first, so that a refused act never costs a word; then does what the button said.
 * Answers with where the writer goes next, seen from the member's proposals.
 */
export async function write(ctx: Context, id: string, written: Written, pressed: Pressed): Promise<string> {
	const version = await saveDraft(ctx, id, written, pressed);
	const [act = '', signature = '', seen = ''] = pressed.button.split(':');
	const key = `${pressed.key}:${act}`;
	if (act === 'preview') return `${id}/preview`;
	if (act === 'cancel') {
		await transition(ctx, 'signature', signature, 'cancel', {
			version: Number(seen) || undefined,
			key: `${key}:${signature}`,
		});
		return `${id}/edit?done=signature.cancel#f-signatures`;
	}
	if (act === 'submit') {
		if (written.person)
			throw broken('member.invitee_left_over', { field: 'person', values: { name: written.person.slice(0, 40) } });
		await transition(ctx, 'proposal', id, 'submit', { version, key });
		return `${id}?done=proposal.submit`;
	}
	// Enter in the field of the co-proposer presses the form's first button, which saves: the name is meant.
	if (act === 'invite' || written.person) {
		const person_id = await findInvitee(ctx, written.person);
		await transition(ctx, 'proposal', id, 'invite', {
			input: { person_id },
			version,
			key: `${pressed.key}:invite:${person_id}`,
		});
		return `${id}/edit?done=proposal.invite#f-signatures`;
	}
	return `${id}/edit?done=proposal.revise`;
}
