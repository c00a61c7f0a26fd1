import { Refusal } from '#server/core/refusal.ts';
import type { Context } from '#server/core/context.ts';
import { refuseWrongName } from '#server/intake/kind.ts';
import { documentsPreview } from './documents.ts';
import { ledgerPreview } from './ledger.ts';
import { rosterPreview } from './roster.ts';
import type { Preview, Wish } from './shown.ts';

export const intakeKinds = ['members', 'units', 'liaison_posts', 'proposals', 'documents'] as const;
export type IntakeKind = (typeof intakeKinds)[number];
export const isIntakeKind = (kind: string): kind is IntakeKind => (intakeKinds as readonly string[]).includes(kind);

/** Reads an uploaded file in, or shows what would come of it: one answer for every kind. */
export async function bringIn(
	ctx: Context,
	kind: IntakeKind,
	name: string,
	bytes: Uint8Array,
	wish: Wish,
): Promise<Preview> {
	refuseWrongName(name, bytes);
	if (kind === 'documents') return documentsPreview(ctx, name, bytes, wish);
	return kind === 'proposals' ? ledgerOrForm(ctx, name, bytes, wish) : rosterPreview(ctx, kind, bytes, wish);
}

/** A sheet without rows may be the form of one proposal: it is read as a document then. */
async function ledgerOrForm(ctx: Context, name: string, bytes: Uint8Array, wish: Wish): Promise<Preview> {
	try {
		return await ledgerPreview(ctx, bytes, wish);
	} catch (error) {
		if (!(error instanceof Refusal) || error.breaches[0]?.code !== 'ledger.no_heading_row') throw error;
		const form = await documentsPreview(ctx, name, bytes, wish);
		if (form.shown.length === 0) throw error;
		return form;
	}
}
