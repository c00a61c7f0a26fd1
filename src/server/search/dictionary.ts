import { dict } from '@node-rs/jieba/dict.js';

/** Kinds of words that say what a matter is about; names of persons and places, numbers, times and particles do not. */
const telling = /^(n(?!r|s|t)|v|a|i|l|j|g|b)/;

interface Entry {
	/** How rare the word is in Chinese at large: the natural logarithm of all words over those that are this one. */
	rarity: number;
	telling: boolean;
}

let known: Map<string, Entry> | undefined;
/** The segmenter's own word list, of which it tells neither frequency nor kind. Half a second, at first use. */
function entries(): Map<string, Entry> {
	if (known) return known;
	known = new Map();
	for (const line of dict.toString().split('\n')) {
		const [word = '', frequency = '1', kind = ''] = line.trim().split(' ');
		if (word.length < 2) continue;
		known.set(word, { rarity: Math.log(allWords / Number(frequency)), telling: telling.test(kind) });
	}
	return known;
}
/** What the frequencies of the list sum up to, rounded. */
const allWords = 60_000_000;

export const isShortWord = (word: string): boolean => word.length < 4 && entries().has(word);
export const findEntry = (word: string): Entry | undefined => entries().get(word);
