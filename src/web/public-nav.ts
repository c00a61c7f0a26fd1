import type { NavItem } from '#ui/shell/shell.ts';
import { t } from '#words';

/** Where the public pages lead, the same on each of them. */
export const publicNav = (home: string): NavItem[] => [
	{ href: home, label: t('public.nav_home') },
	{ href: `${home}/proposals`, label: t('public.nav_proposals') },
	{ href: `${home}/search`, label: t('public.nav_search') },
	{ href: `${home}/progress`, label: t('public.nav_progress') },
];
