import { parse, type AST } from 'svelte/compiler';
import type { Source } from './sources.ts';

/** The text of a file without its comments; glossary terms may stand there. */
const withoutComments = (text: string): string => text.replace(/<!--[^]*?-->|\/\*[^]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, '');

/** Patterns know characters without saying anything. */
const withoutPatterns = (script: string): string =>
	script.replace(/\/(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\[])+\/[a-z]*/g, '');

/** Whether Chinese is written into a page, its markup or its script. */
export function speaksChinese({ path, text }: Source): boolean {
	const plain = withoutComments(text);
	const script = /<script[^>]*>[^]*?<\/script>/g;
	const [said, made] = path.endsWith('.svelte')
		? [plain.replace(script, ''), [...plain.matchAll(script)].join('\n')]
		: ['', plain];
	return /\p{Script=Han}/u.test(said + withoutPatterns(made));
}

/** Attributes that are read out or shown. */
const spoken = new Set(['aria-label', 'title', 'alt', 'placeholder', 'label']);
const aWord = /[A-Za-z]{3,}/;

type Node = AST.Fragment['nodes'][number];

function* saidBy(nodes: readonly unknown[]): Generator<string> {
	for (const node of nodes as Node[]) {
		if (node.type === 'Text' && aWord.test(node.data)) yield node.data.trim();
		if ('attributes' in node)
			for (const attribute of node.attributes)
				if (attribute.type === 'Attribute' && spoken.has(attribute.name) && Array.isArray(attribute.value))
					yield* saidBy(attribute.value);
		for (const part of Object.values(node))
			if (part && typeof part === 'object' && 'nodes' in part && Array.isArray(part.nodes)) yield* saidBy(part.nodes);
	}
}

/** English written into the markup of a component instead of the catalogue; what stands in `code` is code. */
export const englishIn = ({ path, text }: Source): string[] =>
	path.endsWith('.svelte') ? [...saidBy(parse(text, { modern: true }).fragment.nodes)] : [];
