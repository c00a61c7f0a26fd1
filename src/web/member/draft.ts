import { createHash } from 'node:crypto';
import type { Context } from '#server/core/context.ts';
import { understand } from '#server/core/input.ts';
import { broken, unknown } from '#server/core/refusal.ts';
import { transition } from '#server/core/transition.ts';
import { proposalInput } from '#server/proposals/input.ts';
import { findDossier, type Dossier } from '#server/proposals/queries/dossier.ts';
import type { ProposalView } from '#server/proposals/view.ts';

/** What the form of a draft holds, as it is typed. */
export interface Written {
	title: string;
	situation: string;
	analysis: string;
	suggestions: string;
	category: string;
	consent: string;
	consent_reason: string;
	wished_unit_ids: string[];
	/** The co-proposer being named, not yet invited. */
	person: string;
}

const texts = [
	'title',
	'situation',
	'analysis',
	'suggestions',
	'category',
	'consent',
	'consent_reason',
	'person',
] as const;

/** A refused form's words, to stand in it again. */
export function writtenIn(values: Record<string, unknown>): Written {
	const first = (name: string) => String((Array.isArray(values[name]) ? values[name][0] : values[name]) ?? '');
	const wished = [values.wished_unit_ids ?? []].flat().map(String).filter(Boolean);
	return {
		...(Object.fromEntries(texts.map((name) => [name, first(name)])) as Omit<Written, 'wished_unit_ids'>),
		wished_unit_ids: [...new Set(wished)],
	};
}

export const storedText = (view: ProposalView): Written => ({
	title: view.title,
	situation: view.text?.situation ?? '',
	analysis: view.text?.analysis ?? '',
	suggestions: view.text?.suggestions ?? '',
	category: view.category ?? '',
	consent: view.consent,
	consent_reason: view.consent_reason ?? '',
	wished_unit_ids: view.wished_unit_ids,
	person: '',
});

const fingerprint = (value: unknown): string =>
	createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

export interface Saving {
	/** The version on which the writer builds. */
	version?: number;
	key?: string;
	/** How many signatures the writer saw; a change asks all of them again. */
	signatures: number;
}

/**
 * Stores what was written and answers with the version that now holds it. A form that changes nothing is no act: nobody is asked
 * to sign again, and the second of two equal taps finds its own text.
 */
export async function saveDraft(
	ctx: Context,
	id: string,
	written: Written,
	{ version, key, signatures }: Saving,
): Promise<number> {
	const stored = await findDossier(ctx.db, ctx, id);
	if (!stored) throw unknown('proposal');
	const { person: _person, ...fields } = written;
	const wanted = understand(proposalInput.revise, {
		...fields,
		category: fields.category || null,
		consent: fields.consent || undefined,
		consent_reason: fields.consent_reason || null,
	});
	if (fingerprint(wanted) === fingerprint(understand(proposalInput.revise, textOf(stored)))) return stored.version;
	const signed = stored.signatures.filter((one) => one.state === 'signed');
	if (signed.length > signatures)
		throw broken('member.signed_meanwhile', { values: { names: signed.map((one) => one.name).join('、') } });
	// The text is part of the key: a form that comes back from the browser's memory with other words is another act.
	const outcome = await transition(ctx, 'proposal', id, 'revise', {
		input: wanted,
		version,
		key: key && `${key}:${fingerprint(wanted)}`,
	});
	return outcome.version;
}

/** The stored text in the shape and order of the input, so that the two can be compared. */
const textOf = ({
	title,
	situation,
	analysis,
	suggestions,
	category,
	consent,
	consent_reason,
	wished_unit_ids,
}: Dossier) => ({ title, situation, analysis, suggestions, category, consent, consent_reason, wished_unit_ids });
