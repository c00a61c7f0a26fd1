import { bodyOf } from '../content/distribution/matter.ts';
import { common } from '../content/proposals/common.ts';
import { duties, inquiries, reflections } from '../content/proposals/evidence.ts';
import type { Suggestion, Topic } from '../content/proposals/topic.ts';
import { topics } from '../content/proposals/topics.ts';
import { lengthOf, numbered } from '../content/proposals/writing.ts';
import { worded } from '../content/phrase.ts';
import type { Random } from '../content/random.ts';
import { placesIn, seldom, townshipIn } from './places.ts';

export interface Text {
	title: string;
	situation: string;
	analysis: string;
	suggestions: string;
	asks: Suggestion[];
	place: string;
}

const byId = new Map(topics.map((topic) => [topic.id, topic]));
const shortest = 400;
const longest = 800;

/** Any figure of a topic, also for a sentence that is borrowed from it. */
function figuresOf(random: Random, ...of: Topic[]): Record<string, string> {
	const figures = of.flatMap(({ figures = {} }) => Object.entries(figures));
	return Object.fromEntries(figures.map(([name, [least, most]]) => [name, String(random.whole(least, most))]));
}

const duty = (random: Random): string => (random.chance(0.4) ? random.pick(duties) : '');

interface Sentences {
	situation: string[];
	analysis: string[];
	asks: Suggestion[];
}

/** Of the matter itself, of one that came up beside it, and what holds for any: the more, the broader. */
function sentencesOf(random: Random, topic: Topic, beside: Topic, breadth: number): Sentences {
	const shared = common[topic.common ?? topic.category];
	const [opening = '', ...rest] = topic.situation;
	const some = <T>(list: readonly T[], count: number) => random.some(list, count);
	return {
		situation: [
			opening,
			random.pick(inquiries),
			...some(rest, breadth),
			random.pick(beside.situation),
			...(breadth > 1 ? [random.pick(reflections)] : []),
		],
		analysis: [
			...some(topic.analysis, breadth + 1),
			random.pick(beside.analysis),
			...some(shared?.analysis ?? [], breadth > 1 ? 1 : 0),
		].map((sentence) => sentence.replace(/^[一二三四五]是/, '')),
		asks: [
			...some(topic.suggestions, breadth + 1),
			random.pick(beside.suggestions),
			...some(shared?.suggestions ?? [], 1),
		],
	};
}

/** 400 to 800 characters in the three sections, about the topic of this name or any, at some place of 万象县. */
export function textAbout(random: Random, name: string): Text {
	const topic = byId.get(name) ?? seldom(random, topics);
	const beside = seldom(random, topics);
	const setting: Record<string, string> = {
		...figuresOf(random, beside, topic),
		...placesIn(random, townshipIn(random, topic.where)),
		lead: bodyOf(`unit-${topic.lead}`).shortName,
		co: bodyOf(`unit-${topic.co[0] ?? topic.lead}`).shortName,
	};
	const say = (sentence: string) => worded(random, sentence, setting).replaceAll('云溪', '万象');
	const place = setting[topic.where === 'urban' ? 'road' : 'village'] ?? '';
	const title = say(random.pick(topic.titles));
	const first = random.pick([1, 1, 1, 2, 2, 3]);
	let text = written(random, topic, beside, say, first);
	for (const breadth of [1, 2, 1, 2, 3, 2, 3, 2, 1, 2, 3, 4]) {
		if (lengthOf(text) >= shortest && lengthOf(text) <= longest) break;
		text = written(random, topic, beside, say, breadth);
	}
	return { title, place, ...text };
}

function written(random: Random, topic: Topic, beside: Topic, say: (sentence: string) => string, breadth: number) {
	const { situation, analysis, asks } = sentencesOf(random, topic, beside, breadth);
	const said = asks.map(({ ask, answer }) => ({ ask: say(ask), answer: say(answer) }));
	return {
		situation: situation.map(say).join(''),
		analysis: analysis.map(say).join(''),
		suggestions: numbered(said.map(({ ask }) => ask + say(duty(random)))),
		asks: said,
	};
}
