import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import '#server/assembly.ts';
import { roles } from '#server/core/grant.ts';
import { allMachines } from '#server/core/machine.ts';
import { permissions } from '#server/permissions.ts';

const glossary = readFileSync('docs/glossary.md', 'utf8');
const chapters = new Map(
	glossary
		.split(/^## /m)
		.slice(1)
		.map((chapter) => [/^`(\w+)`/.exec(chapter)?.[1] ?? chapter.split('\n')[0] ?? '', chapter]),
);
const identifiersIn = (text: string): string[] => [...text.matchAll(/`([a-z_]+)`/g)].map(([, word]) => word ?? '');
const lines = glossary.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Chinese'));
const schema = globSync('db/migrations/*.sql')
	.map((path) => readFileSync(path, 'utf8'))
	.join('\n');

test.each(allMachines())(
	'the glossary has a chapter on the $name with every state and every act',
	({ name, states, acts }) => {
		const known = identifiersIn(chapters.get(name) ?? '');
		const wanted = [...states, ...Object.keys(acts), ...Object.keys(permissions[name] ?? {})];
		expect(wanted.filter((word) => !known.includes(word))).toEqual([]);
	},
);

test('the glossary explains every role and every table', () => {
	const known = new Set(identifiersIn(glossary));
	const tables = [...schema.matchAll(/^create table (?:if not exists )?(?:auth\.)?"?(\w+)"?/gm)].map(
		([, name]) => name ?? '',
	);
	const isGone = (table: string) =>
		schema.lastIndexOf(`drop table ${table};`) > schema.lastIndexOf(`create table ${table} (`);
	expect(tables.length).toBeGreaterThan(25);
	expect([...roles, ...tables].filter((word) => !known.has(word) && !isGone(word))).toEqual([]);
});

test('every line says the Chinese word, the identifier and what it means, and the code uses each identifier', () => {
	const code =
		schema +
		globSync('src/server/**/*.ts')
			.map((path) => readFileSync(path, 'utf8'))
			.join('\n');
	const columns = lines.map((line) => line.split('|').map((cell) => cell.trim()));
	expect(columns.filter((cells) => cells.length !== 5 || cells.slice(1, 4).some((cell) => !cell))).toEqual([]);
	const words = columns.flatMap((cells) => identifiersIn(cells[2] ?? ''));
	expect([...new Set(words)].filter((word) => !new RegExp(`\\b${word}\\b`).test(code))).toEqual([]);
});
