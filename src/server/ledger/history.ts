import { leafHash, nodeHash, sha256, splitOf } from './merkle.ts';

/**
 * The tree over all blocks of a chain. Each block's header holds the root over the blocks before it, so that whoever has a later one
 * can be shown an earlier one by a path of a few hashes instead of the whole chain. A complete subtree is stored with the block
 * that completes it: `end` is that block's number, `level` the height of the subtree.
 */
export interface Place {
	end: number;
	level: number;
}

/** The complete subtrees, from the left, that make up the blocks after `from` up to and including `to`. */
export function peaksOf(from: number, to: number): Place[] {
	const places: Place[] = [];
	for (let level = 30, end = from; level >= 0; level--)
		if (((to - from) >> level) & 1) places.push({ end: (end += 2 ** level), level });
	return places;
}

/** The root over their hashes. */
export const rootOfPeaks = (peaks: readonly Buffer[]): Buffer =>
	peaks.length ? peaks.reduceRight((right, left) => nodeHash(left, right)) : sha256('');

/** The subtrees that block `number` completes, the smallest first. `peaks` are those of the blocks before it. */
export function nodesOf(number: number, hash: Buffer, peaks: readonly Buffer[]): Buffer[] {
	const nodes = [leafHash(hash)];
	for (let level = 0; ((number - 1) >> level) & 1; level++)
		// as many peaks as the number before has ones
		nodes.push(nodeHash(peaks.at(-1 - level) as Buffer, nodes[level] as Buffer));
	return nodes;
}

/** The peaks after a block whose nodes these are. */
export const peaksAfter = (peaks: readonly Buffer[], nodes: readonly Buffer[]): Buffer[] => [
	...peaks.slice(0, peaks.length - (nodes.length - 1)),
	...nodes.slice(-1),
];

/** Beside which subtrees block `number` leads to the root over the first `size` blocks: each step is the peaks of one sibling. */
export function stepsTo(number: number, size: number, from = 0): Place[][] {
	const span = size - from;
	if (span <= 1) return [];
	const middle = from + splitOf(span);
	return number <= middle
		? [...stepsTo(number, middle, from), peaksOf(middle, size)]
		: [...stepsTo(number, size, middle), peaksOf(from, middle)];
}
