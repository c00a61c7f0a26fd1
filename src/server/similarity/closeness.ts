import type { Written } from '../search/terms.ts';
import { fold } from '../search/words.ts';

const bits = 16;
/** A pair of neighbouring characters as a small number; that two pairs may share one does no harm. */
const markOf = (left: number, right: number): number =>
	(Math.imul(left * 31 + right, 0x9e3779b1) >>> 0) >>> (32 - bits);

/** Which pairs of characters stand in a text; a title counts as much as any sentence. */
function marksOf({ title, situation, analysis, suggestions }: Written): Set<number> {
	const text = fold(`${title}\n${situation}\n${analysis}\n${suggestions}`);
	const marks = new Set<number>();
	for (let at = 0; at + 1 < text.length; at++) marks.add(markOf(text.charCodeAt(at), text.charCodeAt(at + 1)));
	return marks;
}

/** How close others are to this text, 0 to 1, wherever in it they are: no words are cut, so that forty take as long as one comparison. */
export function closenessTo(written: Written): (other: Written) => number {
	const ours = marksOf(written);
	return (other) => {
		const theirs = marksOf(other);
		let both = 0;
		for (const mark of theirs) if (ours.has(mark)) both++;
		return both / Math.sqrt(ours.size * theirs.size || 1);
	};
}
