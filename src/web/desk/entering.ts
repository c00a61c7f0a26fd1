import { createHash } from 'node:crypto';
import type { Context } from '#server/core/context.ts';
import { broken } from '#server/core/refusal.ts';
import { transition } from '#server/core/transition.ts';
import { createProposal } from '#server/proposals/commands.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { findInvitee } from '#web/member/invitee.ts';
import { listed, said, type Written } from './assigning.ts';

/** A proposal on paper as the clerk types it in (代录). */
export interface EnteredText {
	title: string;
	situation: string;
	analysis: string;
	suggestions: string;
	category: string | null;
	consent: string;
	consent_reason: string | null;
	wished_unit_ids: string[];
}

export const textFrom = (values: Written): EnteredText => ({
	title: said(values, 'title'),
	situation: said(values, 'situation'),
	analysis: said(values, 'analysis'),
	suggestions: said(values, 'suggestions'),
	category: said(values, 'category') || null,
	consent: said(values, 'consent') || 'full',
	consent_reason: said(values, 'consent_reason') || null,
	wished_unit_ids: listed(values, 'wished_unit_ids'),
});

export function enteredDraft(view: ProposalView) {
	const { category, consent, consent_reason, wished_unit_ids } = view;
	const text: EnteredText = {
		title: view.title,
		situation: '',
		analysis: '',
		suggestions: '',
		...view.text,
		category,
		consent,
		consent_reason,
		wished_unit_ids,
	};
	const signers = view.signers.map(({ id, name, sector, state, version }) => ({
		id,
		name,
		sector,
		state,
		version,
		mayCancel: view.may.parts[id]?.includes('cancel') ?? false,
	}));
	return {
		id: view.id,
		version: view.version,
		state: view.state,
		owner: view.lead.name,
		reason: view.refusal?.reason ?? null,
		text,
		signers,
	};
}

interface Draft {
	id: string;
	version: number | undefined;
}

const fingerprint = (text: EnteredText) =>
	createHash('sha256').update(JSON.stringify(text)).digest('base64url').slice(0, 22);

/**
 * Stores the draft under the member's name, never the clerk's; sent again with the same key it is the same draft. It is written
 * anew each time: who went back, mended the text and sends the same form again would otherwise find the first text.
 */
export async function storeEntered(
	ctx: Context,
	draft: Draft,
	{ person, text, key }: { person: string; text: EnteredText; key: string },
): Promise<Draft> {
	const id = draft.id || (await begin(ctx, person, text, key));
	const again = key ? `${key}:${fingerprint(text)}` : undefined;
	const { version } = await transition(ctx, 'proposal', id, 'revise', {
		input: text,
		version: draft.version,
		key: again,
	});
	return { id, version };
}

async function begin(ctx: Context, person: string, text: EnteredText, key: string): Promise<string> {
	if (!person.trim()) throw broken('staff.person_missing', { field: 'person' });
	const on_behalf_of = await findInvitee(ctx, person);
	return (await createProposal(ctx, { ...text, on_behalf_of }, key || undefined)).id;
}
