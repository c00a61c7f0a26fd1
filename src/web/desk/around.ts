import type { ProposalView } from '#server/proposals/view.ts';
import { t } from '#words';

interface Around {
	text: string;
	links: { href: string; label: string }[];
}

/** Declined: what the proposer may still do. Nothing here is the office's to decide. */
function declined(view: ProposalView): Around[] {
	if (view.state !== 'declined') return [];
	const to = view.refusal?.conversion ?? 'none';
	const offered = to !== 'none' && t('staff.conversion_waits', { to: t(`proposal.conversion.${to as 'suggestion'}`) });
	return [offered, t('staff.may_object')].flatMap((text) => (text ? [{ text, links: [] }] : []));
}

/** The set that this one was merged into, or that was merged into it. */
function merged(view: ProposalView, list: string): Around[] {
	const main = view.merged_into_id;
	if (main) return [{ text: t('staff.merged_into'), links: [{ href: `${list}/${main}`, label: t('staff.see_main') }] }];
	const links = view.merged_ids.map((id, index) => ({
		href: `${list}/${id}`,
		label: t('staff.see_merged', { n: index + 1 }),
	}));
	return links.length ? [{ text: t('staff.has_merged', { n: links.length }), links }] : [];
}

/** What one should know of a matter beside its acts. */
export const aroundOf = (view: ProposalView, list: string): Around[] => [...declined(view), ...merged(view, list)];
