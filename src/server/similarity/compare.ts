import { rarityOf, weighedWords, type Written } from '../search/terms.ts';
import { cut, fold } from '../search/words.ts';

/** A sentence with what it is compared by. */
interface Sentence {
	text: string;
	pairs: Set<string>;
}
/** A text made ready to be compared with many. */
export interface Prepared {
	words: Map<string, number>;
	norm: number;
	title: Map<string, number>;
	sentences: Sentence[];
}

export interface Passage {
	ours: string;
	theirs: string;
	likeness: number;
}
export interface Likeness {
	/** 0 to 1. */
	score: number;
	passages: Passage[];
	terms: string[];
}

const shortest = 8;
const normOf = (words: Map<string, number>) => Math.sqrt([...words.values()].reduce((sum, one) => sum + one * one, 0));
/** Where it is, when, and how many: what a copy changes first. */
const comparable = (text: string): string => fold(text).replace(/[\p{P}\p{S}\p{N}\s]+/gu, '');
const pairsOf = (text: string): Set<string> => {
	const pairs = new Set<string>();
	for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
	return pairs;
};

export const sentencesOf = (text: string): string[] =>
	text
		.split(/(?<=[。；！？!?;])|\n+/u)
		.map((one) => one.trim())
		.filter((one) => comparable(one).length >= shortest);

const sentence = (text: string): Sentence => ({ text, pairs: pairsOf(comparable(text)) });
/** How much of the matter a sentence carries: the rarity of its words. */
const weightOf = ({ text }: Sentence): number =>
	2 + [...new Set(cut(text))].reduce((sum, word) => sum + rarityOf(word), 0);

export function prepare(written: Written): Prepared {
	const { title, situation, analysis, suggestions } = written;
	const body = [situation, analysis, suggestions];
	const words = weighedWords([{ text: title, weight: 2 }, ...body.map((text) => ({ text, weight: 1 }))]);
	return {
		words,
		norm: normOf(words),
		title: weighedWords([{ text: title, weight: 1 }]),
		sentences: body.flatMap(sentencesOf).map(sentence),
	};
}

function cosine(a: Map<string, number>, b: Map<string, number>, norms = normOf(a) * normOf(b)): number {
	let sum = 0;
	for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0);
	return norms ? sum / norms : 0;
}

const dice = (a: Set<string>, b: Set<string>): number => {
	let both = 0;
	for (const pair of a) if (b.has(pair)) both++;
	return (2 * both) / (a.size + b.size || 1);
};
/** From here on two sentences say the same in nearly the same words. */
const aligned = 0.45;

/** Each sentence of ours with the one of theirs that is most like it, wherever it stands: order does not count. */
function align(ours: Prepared, theirs: Prepared): Passage[] {
	return ours.sentences.flatMap((one) => {
		let best: Sentence | undefined;
		let most = aligned;
		for (const other of theirs.sentences) {
			// sentences of very different lengths cannot reach it
			if (2 * Math.min(one.pairs.size, other.pairs.size) < most * (one.pairs.size + other.pairs.size)) continue;
			const likeness = dice(one.pairs, other.pairs);
			if (likeness > most) [best, most] = [other, likeness];
		}
		return best ? [{ ours: one.text, theirs: best.text, likeness: most }] : [];
	});
}

/** One's own sentences with their weights, found once for all that they are compared with. */
const weighed = new WeakMap<Prepared, { text: string; weight: number }[]>();
function weightsOf(ours: Prepared): { text: string; weight: number }[] {
	const known = weighed.get(ours) ?? ours.sentences.map((one) => ({ text: one.text, weight: weightOf(one) }));
	weighed.set(ours, known);
	return known;
}

/** How much of ours stands in theirs. */
function coverage(ours: Prepared, passages: readonly Passage[]): number {
	const covered = new Map(passages.map(({ ours: text, likeness }) => [text, likeness]));
	let [all, found] = [0, 0];
	for (const { text, weight } of weightsOf(ours)) {
		all += weight;
		found += weight * (covered.get(text) ?? 0);
	}
	return all ? found / all : 0;
}

/** How alike two matters are, and by what: their words weigh most, then whole sentences, then the titles. */
export function likenessOf(ours: Prepared, theirs: Prepared): Likeness {
	const passages = align(ours, theirs);
	const score =
		0.5 * cosine(ours.words, theirs.words, ours.norm * theirs.norm) +
		0.3 * coverage(ours, passages) +
		0.2 * cosine(ours.title, theirs.title);
	const shared = [...ours.words].filter(([word]) => theirs.words.has(word)).sort(([, a], [, b]) => b - a);
	return {
		score,
		passages: passages.sort((a, b) => b.likeness - a.likeness),
		terms: shared.slice(0, 8).map(([word]) => word),
	};
}
