import type { Reading } from './reading.ts';

const counted = (codes: readonly string[]): string =>
	[...Map.groupBy(codes, (code) => code)]
		.map(([code, all]) => `\`${code}\`${all.length > 1 ? ` × ${all.length}` : ''}`)
		.sort()
		.join(', ');

const lineOf = ([name, { refused, items, said }]: [string, Reading]): string[] =>
	refused
		? [name, '', '', `\`${refused}\``]
		: [
				name,
				String(items.length),
				counted(said.flatMap(({ code }) => (code === 'ledger.not_a_member' ? [] : code))),
				'',
			];

/** What became of each fixture: how many things were understood, what was asked or noted, what was refused. */
export function tableOf(readings: ReadonlyMap<string, Reading>): string {
	const lines = [...readings].sort(([a], [b]) => (a < b ? -1 : 1)).map(lineOf);
	const asked = lines.filter((line) => line[2]).length;
	const refused = lines.filter((line) => line[3]).length;
	return [
		'# Files as offices have them, and what is made of each',
		'',
		`${lines.length} files: ${lines.length - refused} understood, ${asked} of them with a question or a note, ${refused} refused. Written by \`npx vitest run tests/intake.test.ts -u\` from the files under \`tests/fixtures/intake\`; how they are compared with what a person reads in them is in \`tests/intake\`.`,
		'',
		'| file | understood | asked or noted | refused |',
		'| --- | --- | --- | --- |',
		...lines.map((cells) => `| ${cells.join(' | ')} |`),
		'',
	].join('\n');
}
