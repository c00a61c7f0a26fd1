import type { Snippet } from 'svelte';
import type { Locale } from '#words';
import type { IconName } from '#ui/icon/icons.ts';

export interface NavItem {
	href: string;
	label: string;
	icon?: IconName;
	count?: number;
}
export interface NavGroup {
	label?: string;
	items: NavItem[];
}
export interface FootGroup {
	title: string;
	lines?: string[];
	links?: NavItem[];
}
export interface Reader {
	name: string;
	/** Where this reader works: the member's home or a desk. */
	home?: string;
}
export interface Looks {
	locale: Locale;
	theme: 'system' | 'light' | 'dark';
	size: 'normal' | 'elder';
	/** The page's path and query, so that a change of looks leads back to it. */
	path: string;
}
export interface ShellProps extends Looks {
	committee: { slug: string; name: string };
	today: string;
	reader: Reader | null;
	/** The href of the navigation's current item. */
	current?: string;
	children: Snippet;
}

type Choice = { theme: 'light' | 'dark' } | { size: 'normal' | 'elder' } | { lang: Locale };
export const preferenceHref = (path: string, choice: Choice) =>
	`/preferences?${new URLSearchParams({ ...choice, back: path })}`;

/** Each language is offered under its own name, which no reader needs translated. */
export const languages: { locale: Locale; name: string }[] = [
	{ locale: 'zh-CN', name: '简体' },
	{ locale: 'zh-Hant', name: '繁體' },
	{ locale: 'en', name: 'English' },
];
