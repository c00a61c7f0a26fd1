import { settingIn, townshipFor, worded, type Setting } from '../phrase.ts';
import { townships, type Township } from '../places.ts';
import type { Random } from '../random.ts';
import { common } from './common.ts';
import { duties, inquiries, reflections } from './evidence.ts';
import type { Suggestion, Topic } from './topic.ts';

export type Written = {
	title: string;
	situation: string;
	analysis: string;
	suggestions: string;
	/** What is asked, in the order of the text, with what a unit can answer. */
	asks: Suggestion[];
	setting: Setting;
};

/** What is fixed beforehand for a proposal that others refer to. */
export type Fixed = {
	title?: string;
	town?: string;
	village?: string;
	situation?: string;
	analysis?: string;
	/** Which of the topic's suggestions are made, by their place. */
	asks?: readonly number[];
};

const SHORTEST = 500;
const LONGEST = 1200;

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八'];
export const numbered = (sentences: readonly string[]) =>
	sentences.map((sentence, index) => `${numerals[index] ?? index + 1}、${sentence}`).join('\n');

/** The first sentence says what it is about and always stays; of the rest, some. */
const opening = (random: Random, sentences: readonly string[], rest: number) => [
	...sentences.slice(0, 1),
	...random.some(sentences.slice(1), rest),
];

/** An enumeration that lost an item counts anew. */
const recounted = (sentences: readonly string[]) => {
	let count = 0;
	return sentences.map((sentence) => sentence.replace(/^[一二三四五]是/, () => `${numerals[count++] ?? ''}是`));
};

/** How much is said: 0 is the shortest proposal, 3 the longest. */
type Breadth = 0 | 1 | 2 | 3;

function situationOf(
	random: Random,
	topic: Pick<Topic, 'situation' | 'category' | 'common'>,
	breadth: Breadth,
): string[] {
	const shared = random.some(common[topic.common ?? topic.category]?.situation ?? [], [0, 1, 1, 2][breadth] ?? 1);
	const inquiry = random.some(inquiries, [1, 1, 1, 2][breadth] ?? 1);
	const reflection = random.some(reflections, [1, 1, 2, 2][breadth] ?? 1);
	const own = opening(random, topic.situation, breadth === 0 ? 2 : topic.situation.length - 1);
	const [first = '', ...rest] = own;
	return [first, ...inquiry, ...rest, ...shared, ...reflection];
}

function analysisOf(
	random: Random,
	topic: Pick<Topic, 'analysis' | 'category' | 'common'>,
	breadth: Breadth,
): string[] {
	const shared = random.some(common[topic.common ?? topic.category]?.analysis ?? [], [1, 1, 2, 3][breadth] ?? 1);
	return recounted([...random.some(topic.analysis, breadth === 0 ? 3 : topic.analysis.length), ...shared]);
}

function asksOf(random: Random, topic: Topic, breadth: Breadth): Suggestion[] {
	const shared = random.some(common[topic.common ?? topic.category]?.suggestions ?? [], [0, 0, 1, 2][breadth] ?? 0);
	return [...random.some(topic.suggestions, breadth === 0 ? 3 : topic.suggestions.length), ...shared];
}

/** Adds who should do it and by when to some of the suggestions. */
function withDuties(random: Random, asks: readonly Suggestion[], breadth: Breadth): string[] {
	const tails = random.shuffled(duties);
	const places = new Set(
		random.some(
			asks.map((_, index) => index),
			breadth + 1,
		),
	);
	return asks.map(({ ask, answer }, index) => (answer && places.has(index) ? ask + (tails.pop() ?? '') : ask));
}

/** Sentences in paragraphs of two or three. */
function paragraphs(random: Random, sentences: readonly string[]): string {
	let text = '';
	let room = random.whole(2, 3);
	for (const sentence of sentences) {
		if (room === 0) {
			text += '\n';
			room = random.whole(2, 3);
		}
		text += sentence;
		room -= 1;
	}
	return text;
}

export function settingFor(random: Random, topic: Pick<Topic, 'where' | 'figures'>, fixed: Fixed = {}): Setting {
	const named = townships.find(({ name }) => name === fixed.town);
	const township: Township = named ?? townshipFor(random, topic.where);
	const setting = settingIn(random, township, topic.figures);
	return { ...setting, month: String(random.whole(3, 11)), ...(fixed.village ? { village: fixed.village } : {}) };
}

/** A title that no other proposal bears. */
export function titleFor(
	random: Random,
	titles: readonly string[],
	setting: Setting,
	used: Set<string>,
): string | null {
	for (const title of random.shuffled(titles)) {
		const words = worded(random, title, setting);
		if (used.has(words)) continue;
		used.add(words);
		return words;
	}
	return null;
}

const breadths: readonly Breadth[] = [0, 0, 1, 1, 1, 2, 2, 2, 3];

type Names = { lead: string; co: string };

/** Tries some places before it gives a topic up as used. */
function entitled(random: Random, topic: Pick<Topic, 'titles' | 'where' | 'figures'>, used: Set<string>, fixed: Fixed) {
	for (let attempt = 0; attempt < 12; attempt += 1) {
		const setting = settingFor(random, topic, fixed);
		const title = fixed.title ?? titleFor(random, topic.titles, setting, used);
		if (title !== null) return { title, setting };
	}
	return null;
}

type Said = Pick<Written, 'situation' | 'analysis' | 'suggestions' | 'asks'>;
type Say = (sentence: string) => string;

function said(random: Random, topic: Topic, say: Say, breadth: Breadth, fixed: Fixed): Said {
	const made = fixed.asks?.flatMap((place) => topic.suggestions[place] ?? []) ?? asksOf(random, topic, breadth);
	const asks = made.map((suggestion) => ({ ...suggestion, ask: say(suggestion.ask) }));
	return {
		situation: fixed.situation ?? paragraphs(random, situationOf(random, topic, breadth).map(say)),
		analysis: fixed.analysis ?? paragraphs(random, analysisOf(random, topic, breadth).map(say)),
		suggestions: numbered(fixed.asks ? asks.map(({ ask }) => ask) : withDuties(random, asks, breadth).map(say)),
		asks,
	};
}

export const lengthOf = ({ situation, analysis, suggestions }: Pick<Said, 'situation' | 'analysis' | 'suggestions'>) =>
	situation.length + analysis.length + suggestions.length;

/** Null when the topic has no title left that nobody bears. */
export function writeProposal(
	random: Random,
	topic: Topic,
	names: Names,
	used: Set<string>,
	fixed: Fixed = {},
): Written | null {
	const found = entitled(random, topic, used, fixed);
	if (!found) return null;
	used.add(found.title);
	const words = { ...found.setting, ...names };
	const say = (sentence: string) => worded(random, sentence, words);
	const first = random.pick(breadths);
	const tries = [first, 1, 2, 3] as const;
	for (const breadth of tries.filter((breadth, index) => index === 0 || breadth > first)) {
		const text = said(random, topic, say, breadth, fixed);
		const length = lengthOf(text);
		if (fixed.situation || (length >= SHORTEST && length <= LONGEST)) return { ...found, ...text };
	}
	return { ...found, ...said(random, topic, say, 2, fixed) };
}
