import { hasRole, type Context } from '#server/core/context.ts';
import { mayBy } from '#server/core/grant.ts';
import type { DeskCounts, DeskView } from '#server/matters/desk/queries.ts';
import { beginningGrants } from '#server/proposals/permissions.ts';
import { mayKeepAccounts } from '#server/sign-in/commands.ts';
import { mayCompareSession } from '#server/similarity/pairs.ts';
import type { IconName } from '#ui/icon/icons.ts';
import type { NavGroup } from '#ui/shell/shell.ts';
import { t } from '#words';
import { mayBringIn } from '../intake/kept.ts';
import { hrefTo } from './place.ts';

type Counts = Partial<DeskCounts>;

export const deskHome = (slug: string): string => `/${slug}/desk`;

/** The body in whose name the actor sits here; the top of the page names it. Assigners and inspectors are no bodies of the committee. */
export function officeOf({ actor, committee }: Context): string {
	const mandateAs = (...roles: string[]) => actor.mandates.find((one) => roles.includes(one.role));
	const office = mandateAs('proposal_clerk', 'proposal_director');
	if (office) return t('staff.office', { committee: committee.short_name, body: office.body_name });
	return mandateAs('assigner', 'inspector')?.body_name ?? committee.short_name;
}

const accountsOf = ({ committee }: Context): string => `/${committee.slug}/accounts`;

/** Paper forms are entered by those whom the permission table names. */
export const mayEnter = ({ actor }: Context): boolean => mayBy(beginningGrants.create_on_behalf, actor, []);

const icons: [DeskView, IconName][] = [
	['review', 'paper'],
	['assign', 'send'],
	['handling', 'clock'],
	['check', 'check'],
	['evaluation', 'speech'],
	['promises', 'flag'],
];

export function deskNav(ctx: Context, counts: Counts): NavGroup[] {
	const desk = deskHome(ctx.committee.slug);
	const views = icons.map(([view, icon]) => ({
		href: hrefTo(desk, { view }),
		label: t(`staff.nav_${view as 'review'}`),
		icon,
		count: counts[view],
	}));
	return [
		{
			items: [
				{ href: desk, label: t('staff.nav_mine'), icon: 'inbox', count: counts.mine },
				{ href: `${desk}/notices`, label: t('ui.notices'), icon: 'bell' },
				{ href: `${desk}/progress`, label: t('staff.nav_progress'), icon: 'chart' },
			],
		},
		{
			label: t('staff.nav_proposals'),
			items: [
				...views,
				{ href: `${desk}/proposals`, label: t('staff.nav_list'), icon: 'search' },
				...(mayCompareSession(ctx)
					? [{ href: `${desk}/similar`, label: t('search.near_nav'), icon: 'people' as const }]
					: []),
				...(mayEnter(ctx) ? [{ href: `${desk}/proposals/new`, label: t('staff.nav_new'), icon: 'pen' as const }] : []),
				...(mayBringIn(ctx) ? [{ href: `${desk}/intake`, label: t('intake.nav'), icon: 'plus' as const }] : []),
				...(mayKeepAccounts(ctx)
					? [{ href: accountsOf(ctx), label: t('sign_in.people'), icon: 'people' as const }]
					: []),
			],
		},
	];
}

/** What the shell of a desk page says of its reader's desk. */
export const shellOf = (ctx: Context, counts: Counts = {}) => ({
	office: officeOf(ctx),
	nav: deskNav(ctx, counts),
	home: deskHome(ctx.committee.slug),
});

/** The views as tabs. Nominations are shown to those who decide on them. */
export function viewTabs(ctx: Context): DeskView[] {
	const decides = ['proposal_director', 'chair', 'vice_chair'].some((role) => hasRole(ctx.actor, role as 'chair'));
	return [
		'mine',
		'all',
		'review',
		'assign',
		'handling',
		'check',
		'evaluation',
		'promises',
		...(decides ? (['nominations'] as const) : []),
	];
}
