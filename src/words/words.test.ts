import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import '#server/assembly.ts';
import { roles } from '#server/core/grant.ts';
import { allMachines } from '#server/core/machine.ts';
import { refusalKinds } from '#server/core/refusal.ts';
import { defaultSettings } from '#server/core/settings.ts';
import * as en from './en/index.ts';
import * as zh from './zh-CN/index.ts';

type Words = Record<string, string>;
const areas = Object.entries(zh as Record<string, Words>).map(([name, chinese]) => ({
	name,
	chinese,
	english: (en as Record<string, Words>)[name] ?? {},
}));
const known = new Set(areas.flatMap(({ chinese }) => Object.keys(chinese)));
const without = (keys: string[]) => keys.filter((key) => !known.has(key));

const parsed = (sentence: string, locale: string) =>
	new IntlMessageFormat(sentence, locale, undefined, { ignoreTag: true }).getAst();
type Node = ReturnType<typeof parsed>[number];
/** The names a sentence asks for, in branches too, with the codes it tells apart; `#` and the branches of plurals differ by language. */
const asked = (nodes: Node[]): string[] =>
	nodes.flatMap((node) => {
		if (!('value' in node) || node.type === 0) return [];
		if (!('options' in node)) return [node.value];
		const inside = Object.values(node.options).flatMap((option) => asked(option.value));
		const told = 'pluralType' in node ? [] : Object.keys(node.options).map((option) => `${node.value}:${option}`);
		return [node.value, ...told, ...inside];
	});
const namesIn = (sentence: string, locale: string) => [...new Set(asked(parsed(sentence, locale)))].sort();

describe.each(areas)('the words of $name', ({ chinese, english }) => {
	test('say the same things in Chinese and in English', () => {
		expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
	});

	test('ask for the same values in both languages', () => {
		const needs = (words: Words, locale: string) =>
			Object.fromEntries(Object.entries(words).map(([key, sentence]) => [key, namesIn(sentence, locale)]));
		expect(needs(english, 'en')).toEqual(needs(chinese, 'zh-CN'));
	});

	test('leave nothing blank', () => {
		const blank = [...Object.entries(chinese), ...Object.entries(english)].filter(([, sentence]) => !sentence.trim());
		expect(blank).toEqual([]);
	});
});

test('a word is kept in one area only, so that none hides another', () => {
	const all = areas.flatMap(({ chinese }) => Object.keys(chinese));
	expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
});

describe.each(allMachines())('the life of a $name', ({ name, states, acts, input }) => {
	test('has a word for every state', () => {
		expect(without(states.map((state) => `${name}.state.${state}`))).toEqual([]);
	});

	test('names every act on its button, in its receipt and in the timeline', () => {
		expect(
			without(Object.keys(acts).flatMap((act) => [`${name}.act.${act}`, `${name}.done.${act}`, `${name}.past.${act}`])),
		).toEqual([]);
	});

	test('labels every field that an act asks for', () => {
		const fields = Object.values(input).flatMap((schema) =>
			schema instanceof z.ZodObject ? Object.keys(schema.shape) : [],
		);
		expect(without(fields.map((field) => `${name}.field.${field}`))).toEqual([]);
	});

	test('has a notice for every act of which people are told', () => {
		const told = Object.entries(acts).filter(([, act]) => act.then?.some((job) => job.startsWith('notify_')));
		expect(without(told.map(([act]) => `notice.${name}.${act}`))).toEqual([]);
	});
});

/** Codes built from the sections of a proposal, which no search of the source finds whole. */
const builtCodes = ['title', 'situation', 'analysis', 'suggestions'].map((section) => `proposal.${section}_missing`);
const codesOf = (source: string): string[] => {
	const refusing = source.split('\n').filter((line) => /\bcode: |\bbroken\(|'refusal\.|\breason: '/.test(line));
	const literal = refusing.flatMap((line) => [...line.matchAll(/'(\w+\.\w+)'/g)].map(([, code]) => code ?? ''));
	const unknown = [...source.matchAll(/\bunknown\('(\w+)'\)/g)].map(([, what]) => `refusal.unknown_${what}`);
	return [...literal, ...unknown];
};

test('every refusal has a sentence', async () => {
	const codes = new Set([...refusalKinds.map((kind) => `refusal.kind.${kind}`), ...builtCodes]);
	for await (const file of glob(['src/server/**/*.ts', 'src/web/*.ts'], {
		exclude: (path) => path.endsWith('.test.ts'),
	}))
		for (const code of codesOf(readFileSync(file, 'utf8'))) codes.add(code);
	expect(codes.size).toBeGreaterThan(90);
	expect(without([...codes])).toEqual([]);
});

test('every clock and every role has a name', () => {
	expect(without(Object.keys(defaultSettings.deadlines).map((kind) => `deadline.kind.${kind}`))).toEqual([]);
	expect(without(roles.map((role) => `people.role.${role}`))).toEqual([]);
});

/** What the timeline tells a story with; a value that is absent is passed as an empty text, or as 0. */
const told =
	'unit to_unit role result_class reason text conversion to place mode on note number remark promise promises evidence kind overseer round letter_no handling advice';

test('a story of the timeline asks only for what the log keeps', () => {
	const stories = areas.flatMap(({ chinese }) => Object.entries(chinese)).filter(([key]) => key.includes('.story.'));
	const names = stories.flatMap(([, sentence]) => namesIn(sentence, 'zh-CN')).filter((name) => !name.includes(':'));
	expect(names.filter((name) => !told.split(' ').includes(name))).toEqual([]);
});
