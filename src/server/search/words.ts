import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';
import { isShortWord } from './dictionary.ts';
import { fold } from './fold.ts';

export { fold };

let cutter: Jieba | undefined;
/** Read when something is cut for the first time: the dictionary takes a sixth of a second. */
const jieba = (): Jieba => (cutter ??= Jieba.withDict(dict));
const han = /^\p{Script=Han}+$/u;
const latin = /^[\p{L}\p{N}]+$/u;
/** So common, alone or beside another character, that they would find everything. */
const empty = new Set('的了在和与及是有为等对把被将于从以之其也都而并或就着过到要不这那我们你他她它个'.split(''));
/** What every title begins and ends with. */
const boilerplate = new Set(['关于', '提案', '建议', '问题', '我县']);
const longestWord = 40;

/** The folded text cut into words without guessing: what the dictionary lacks falls apart into single characters, always alike. */
export const cut = (text: string): string[] => jieba().cut(fold(text), false);

/** The words in a longer word: 残疾人 holds 残疾. */
function partsOf(word: string): string[] {
	const parts: string[] = [];
	for (const length of [2, 3])
		if (word.length > length)
			for (let from = 0; from + length <= word.length; from++) {
				const part = word.slice(from, from + length);
				if (isShortWord(part)) parts.push(part);
			}
	return parts;
}

const pairOf = (left: string | undefined, right: string | undefined): string[] => {
	if (!left || !right || !han.test(left) || !han.test(right)) return [];
	const pair = [...left].slice(-1).concat([...right].slice(0, 1));
	return pair.some((one) => empty.has(one)) ? [] : [pair.join('')];
};
const isSingle = (token: string | undefined): boolean =>
	token !== undefined && [...token].length === 1 && han.test(token);

/** Everything by which a text of these words is found: they, their parts, and what the dictionary lacks as pairs of characters. */
export function lexemesIn(tokens: readonly string[]): Set<string> {
	const found = new Set<string>();
	for (const [n, token] of tokens.entries()) {
		if (isSingle(token))
			for (const pair of [...pairOf(tokens[n - 1], token), ...pairOf(token, tokens[n + 1])]) found.add(pair);
		else if (han.test(token)) for (const word of [token, ...partsOf(token)]) found.add(word);
		else if (latin.test(token)) found.add(token.slice(0, longestWord));
	}
	return found;
}

export const lexemesOf = (text: string): Set<string> => lexemesIn(cut(text));

/** A name as it is typed without Chinese letters: whole, and by its initials. Marked, so that no English word is one. */
export function soundsOf(name: string): string[] {
	const folded = fold(name);
	if (!han.test(folded) || folded.length > 12) return [];
	const syllables = pinyin(folded, { toneType: 'none', type: 'array', surname: 'head', v: true });
	return [`@${syllables.join('')}`, `@${syllables.map((one) => one[0]).join('')}`];
}
/** A person is found by the whole name as well. */
export const lexemesOfName = (name: string): string[] => [
	...lexemesOf(name),
	fold(name).slice(0, longestWord),
	...soundsOf(name),
];

/** How texts are read for the index; whoever reads very many alike may remember what he has read. */
export interface Reading {
	cut(text: string): string[];
	lexemesOf(text: string): Iterable<string>;
	lexemesOfName(name: string): string[];
}
export const plainReading: Reading = { cut, lexemesOf, lexemesOfName };

/** One of the things asked for: found where every lexeme of one alternative is. */
export type Wanted = { alternatives: string[][]; text: string };

const wordWanted = (word: string): Wanted => {
	const parts = partsOf(word);
	return { text: word, alternatives: [[word], ...(parts.length ? [parts] : [])] };
};

/** Single characters in a row, which the dictionary does not hold together. */
function rowWanted(tokens: readonly string[], from: number, to: number): Wanted[] {
	const text = tokens.slice(from, to).join('');
	if (empty.has(text)) return [];
	const inner = tokens.slice(from, to).flatMap((token, n) => (n ? pairOf(tokens[from + n - 1], token) : []));
	if (inner.length) return [{ text, alternatives: [inner] }];
	const outer = [...pairOf(tokens[from - 1], tokens[from]), ...pairOf(tokens[to - 1], tokens[to])];
	if (outer.length) return [{ text, alternatives: outer.map((pair) => [pair]) }];
	// alone, it is the beginning of a word
	return tokens.length === 1 ? [{ text, alternatives: [[`${text}*`]] }] : [];
}

function wantedOf(chunk: string): Wanted[] {
	const tokens = cut(chunk);
	const wanted: Wanted[] = [];
	for (let n = 0; n < tokens.length; n++) {
		const token = tokens[n] ?? '';
		if (isSingle(token)) {
			const from = n;
			while (isSingle(tokens[n + 1])) n++;
			wanted.push(...rowWanted(tokens, from, n + 1));
		} else if (han.test(token)) wanted.push(wordWanted(token));
		else if (latin.test(token))
			wanted.push({ text: token, alternatives: [[token.slice(0, longestWord)], [`@${token.slice(0, longestWord)}`]] });
	}
	// a chunk that may be a name is one thing, so that its characters are not looked for one by one
	return han.test(chunk) && chunk.length >= 2 && chunk.length <= 4 && wanted.length
		? [{ text: chunk, alternatives: [[chunk], ...combined(wanted)] }]
		: wanted;
}
const combined = (wanted: readonly Wanted[]): string[][] => [
	wanted.flatMap(({ alternatives }) => alternatives[0] ?? []),
];

const withoutBoilerplate = (wanted: Wanted[]): Wanted[] => {
	const telling = wanted.filter(({ text }) => !boilerplate.has(text));
	return telling.length ? telling : wanted;
};

/** What a query asks for, in its order; nothing for one of mere punctuation. */
export function understandWords(query: string): Wanted[] {
	const chunks = fold(query)
		.split(/[\s\p{P}\p{S}]+/u)
		.filter(Boolean)
		.slice(0, 20);
	const letters = chunks.filter((chunk) => /^[a-z]+$/.test(chunk));
	// gu wangchuan is a name with a blank in it
	const spelt = letters.length > 1 && letters.length === chunks.length ? [`@${chunks.join('')}`] : undefined;
	if (spelt) return [{ text: query, alternatives: [spelt, chunks] }];
	return withoutBoilerplate(chunks.flatMap(wantedOf)).slice(0, 32);
}
