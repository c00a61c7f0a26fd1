import { hash } from 'node:crypto';

/** The tree of RFC 6962 §2.1: leaves and inner nodes are hashed under different first bytes, so that none passes for the other. */
export const sha256 = (bytes: Uint8Array | string): Buffer => hash('sha256', bytes, 'buffer');

const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);
export const leafHash = (bytes: Uint8Array): Buffer => sha256(Buffer.concat([leafMark, bytes]));
export const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.concat([nodeMark, left, right]));

/** The largest power of two below `n`: where a tree of `n` leaves is divided. */
export const splitOf = (n: number): number => 2 ** (31 - Math.clz32(n - 1));

/** The root over hashes of leaves, or over those from `from` up to `to`. */
export function rootOf(leaves: readonly Buffer[], from = 0, to = leaves.length): Buffer {
	const [only] = to - from === 1 ? leaves.slice(from, to) : [];
	if (only) return only;
	if (to === from) return sha256('');
	const middle = from + splitOf(to - from);
	return nodeHash(rootOf(leaves, from, middle), rootOf(leaves, middle, to));
}

/** What has to be hashed beside the leaf at `index`, from the leaf up to the root. */
export function auditPath(leaves: readonly Buffer[], index: number, from = 0, to = leaves.length): Buffer[] {
	if (to - from <= 1) return [];
	const middle = from + splitOf(to - from);
	return index < middle
		? [...auditPath(leaves, index, from, middle), rootOf(leaves, middle, to)]
		: [...auditPath(leaves, index, middle, to), rootOf(leaves, from, middle)];
}

/** The root that a leaf leads to by its path; undefined where the path does not belong to that place (RFC 9162 §2.1.3.2). */
export function rootFromPath(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
	if (index >= size || index < 0) return undefined;
	let [at, last, root] = [index, size - 1, leaf];
	for (const beside of path) {
		if (last === 0) return undefined;
		if (at % 2 === 1 || at === last) {
			root = nodeHash(beside, root);
			while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
		} else root = nodeHash(root, beside);
		[at, last] = [at >> 1, last >> 1];
	}
	return last === 0 ? root : undefined;
}
