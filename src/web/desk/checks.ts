import type { Settings } from '#server/core/settings.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { countCharacters } from '#ui/text/length.ts';
import { t } from '#words';

export interface Check {
	ok: boolean;
	text: string;
	link?: { href: string; label: string };
}

/** More suggestions than this, and one looks whether it is still one matter. Only a hint. */
const fewSuggestions = 5;
const sections = ['situation', 'analysis', 'suggestions'] as const;
const ok = (text: string): Check => ({ ok: true, text });
const look = (text: string): Check => ({ ok: false, text });

export const bodyLength = (text: ProposalView['text']): number =>
	sections.reduce((sum, section) => sum + countCharacters(text?.[section] ?? ''), 0);

function length(view: ProposalView, { advised, body }: Settings['lengths']): Check {
	const n = bodyLength(view.text);
	if (n > body) return look(t('staff.check_too_long', { n, max: body }));
	return n > advised ? look(t('staff.check_long', { n, advised })) : ok(t('staff.check_length', { n }));
}

function suggestions(view: ProposalView): Check {
	const n = (view.text?.suggestions ?? '').split('\n').filter((line) => line.trim()).length;
	return n > fewSuggestions ? look(t('staff.check_many_suggestions', { n })) : ok(t('staff.check_suggestions', { n }));
}

/** What can be known of a proposal before it is examined; the machine hints, the person decides. */
export function checksOf(
	view: ProposalView,
	settings: Settings,
	unitName: (id: string) => string | undefined,
): Check[] {
	const missing = sections
		.filter((section) => !view.text?.[section].trim())
		.map((section) => t(`proposal.field.${section}`));
	const signed = view.signers.filter((one) => one.state === 'signed').length;
	const wished = view.wished_unit_ids.flatMap((id) => unitName(id) ?? []);
	return [
		missing.length
			? look(t('staff.check_sections_missing', { sections: missing.join('、') }))
			: ok(t('staff.check_sections')),
		length(view, settings.lengths),
		suggestions(view),
		...(signed ? [ok(t('staff.check_signed', { n: signed }))] : []),
		...(wished.length ? [ok(t('staff.check_wished', { units: wished.join('、') }))] : []),
		...(view.consent === 'none' ? [look(t('staff.check_not_public', { reason: view.consent_reason ?? '' }))] : []),
		...(view.consent === 'title' ? [look(t('staff.check_title_only'))] : []),
	];
}
