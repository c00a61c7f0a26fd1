import { bodyOf } from './matter.ts';
import type { Plan } from './plan.ts';
import { emptyRuling, emptySuggestions, unfit, type UnfitTopic } from '../proposals/unfit.ts';
import type { Topic } from '../proposals/topic.ts';
import { topicOf, topics } from '../proposals/topics.ts';
import { writeProposal, type Fixed, type Written } from '../proposals/writing.ts';
import type { Random } from '../random.ts';
import type { Refusal } from './story.ts';

type Like = { topic: Topic; town: string; title: string };
export type Text = { topic: Topic; written: Written; refusal: Refusal | null };

const asTopic = (text: UnfitTopic): Topic => ({
	...text,
	lead: 'government-office',
	co: ['petitions'],
	tendency: 'C',
	obstacle: '',
	suggestions: text.suggestions.map(({ ask }) => ({ ask, answer: '' })),
});

const names = ({ lead, co }: Topic) => ({
	lead: bodyOf(`unit-${lead}`).shortName,
	co: co[0] ? bodyOf(`unit-${co[0]}`).shortName : '有关单位',
});

/** The titles that are taken, and the topics that have not come round yet. */
type Shelf = { used: Set<string>; deck: Topic[]; random: Random };

function nextTopic(shelf: Shelf): Topic {
	if (shelf.deck.length === 0) shelf.deck = shelf.random.shuffled(topics);
	return shelf.deck.pop() ?? topicOf('elder-canteen');
}

const write = ({ used }: Shelf, own: Random, topic: Topic, fixed?: Fixed): Written | null =>
	writeProposal(own, topic, names(topic), used, fixed);

function ordinary(shelf: Shelf, own: Random, wished: readonly string[] = [], fixed?: Fixed): Text {
	const wanted = wished.map(topicOf);
	for (let attempt = 0; attempt < 200; attempt += 1) {
		const topic = wanted[attempt] ?? nextTopic(shelf);
		const written = write(shelf, own, topic, fixed);
		if (written) return { topic, written, refusal: null };
	}
	throw new Error('no title is left');
}

/** Reason 10 is a good description without anything to do; the other reasons have texts of their own. */
function refused(shelf: Shelf, own: Random, reason: string): Text {
	const text = unfit.find((candidate) => candidate.reason === reason);
	const written = text && write(shelf, own, asTopic(text));
	if (text && written) {
		return { topic: asTopic(text), written, refusal: { reason, ruling: text.ruling, conversion: text.conversion } };
	}
	const { topic, written: full } = ordinary(shelf, own);
	const empty = { ...full, suggestions: own.pick(emptySuggestions), asks: [] };
	return { topic, written: empty, refusal: { reason: '10', ruling: emptyRuling, conversion: 'opinion_report' } };
}

/** A near-copy of what another proposer wrote: the same matter in the same township, in other words. */
function alike(shelf: Shelf, own: Random, { topic, town, title }: Like): Text {
	const other = title.replace(/的提案$/, '有关问题的提案');
	const written = write(shelf, own, topic, { town }) ?? write(shelf, own, topic, { town, title: other });
	if (!written) throw new Error(`nothing like ${title}`);
	return { topic, written, refusal: null };
}

/** Gives every proposal its text; topics come round evenly and no title twice. */
export function textChoice(random: Random) {
	const shelf: Shelf = { used: new Set(), deck: [], random };
	return (own: Random, plan: Plan, like?: Like): Text => {
		if (plan.reason) return refused(shelf, own, plan.reason);
		return like ? alike(shelf, own, like) : ordinary(shelf, own, plan.topics, plan.fixed);
	};
}
