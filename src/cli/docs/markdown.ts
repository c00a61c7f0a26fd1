/** A table of Markdown; bars inside a cell would part it. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
	[headings, headings.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
		.join('\n');

export const code = (word: string): string => `\`${word}\``;
export const listed = (words: readonly string[]): string => words.map(code).join(' ');
