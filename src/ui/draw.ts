import { createRawSnippet, type Component } from 'svelte';
import { render } from 'svelte/server';

/** For tests: the page as a reader's browser gets it, without Svelte's own comments. */
export const draw = <Props extends Record<string, unknown>>(component: Component<Props>, props: Props): string =>
	render(component as Component, { props }).body.replace(/<!--.*?-->/gs, '');

/** What is read aloud: no tags, one space at most. */
export const words = (html: string): string =>
	html
		.replace(/<[^>]+>/g, '')
		.replace(/\s+/g, ' ')
		.trim();

export const snippet = (html: string) => createRawSnippet(() => ({ render: () => html }));
