import type { WordKey } from '#words';

type Group = 'list' | 'exam';
const keys: { group: Group | 'all'; caps: string[]; word: WordKey }[] = [
	{ group: 'list', caps: ['J', 'K'], word: 'ui.key_move' },
	{ group: 'list', caps: ['X'], word: 'ui.key_tick' },
	{ group: 'list', caps: ['Enter'], word: 'ui.key_open' },
	{ group: 'exam', caps: ['1', '2', '3'], word: 'ui.key_choose' },
	{ group: 'exam', caps: ['Ctrl', 'Enter'], word: 'ui.key_submit' },
	{ group: 'all', caps: ['/'], word: 'ui.key_search' },
];

/** The keys that do something on this page. */
export const keysOf = (groups: readonly Group[]) =>
	keys.filter(({ group }) => group === 'all' || groups.includes(group));
