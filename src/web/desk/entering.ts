import type { Context } from '#server/core/context.ts';
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

/** Stores the draft under the member's name, never the clerk's; sent again with the same key it is the same draft. */
export async function storeEntered(
	ctx: Context,
	draft: Draft,
	{ person, text, key }: { person: string; text: EnteredText; key: string },
): Promise<Draft> {
	if (draft.id) {
		const { version } = await transition(ctx, 'proposal', draft.id, 'revise', {
			input: text,
			version: draft.version,
			key: key && `${key}:revise`,
		});
		return { id: draft.id, version };
	}
	const { id, version } = await createProposal(
		ctx,
		{ ...text, on_behalf_of: await findInvitee(ctx, person) },
		key || undefined,
	);
	return { id, version };
}
