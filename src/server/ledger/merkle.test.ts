import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodesOf, peaksAfter, peaksOf, rootOfPeaks, stepsTo } from './history.ts';
import { auditPath, leafHash, rootFromPath, rootOf, sha256 } from './merkle.ts';

/** The eight leaves with which the authors of RFC 6962 test their own log (certificate-transparency, merkle_tree_test). */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
	(text) => leafHash(Buffer.from(text, 'hex')),
);
/** The roots over the first one, two, … eight of them. */
const roots = [
	'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
	'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
	'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
	'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
	'4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
	'76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
	'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
	'5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hexes = (path: Buffer[]) => path.map((one) => one.toString('hex'));

describe('the tree of RFC 6962', () => {
	test('gives the roots that its authors publish, and that of nothing', () => {
		expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
		expect(inputs.map((_, n) => rootOf(inputs.slice(0, n + 1)).toString('hex'))).toEqual(roots);
	});

	test('gives the audit paths that its authors publish', () => {
		expect(hexes(auditPath(inputs, 0))).toEqual([
			'96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
			'5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
			'6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
		]);
		expect(hexes(auditPath(inputs.slice(0, 3), 2))).toEqual([
			'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
		]);
	});
});

const leaf = fc.uint8Array({ maxLength: 40 }).map((bytes) => leafHash(bytes));
const tree = fc
	.array(leaf, { minLength: 1, maxLength: 70 })
	.chain((leaves) => fc.tuple(fc.constant(leaves), fc.nat({ max: leaves.length - 1 })));

test('every leaf of every tree is led to the root by its path, and no other leaf and no other place is', () => {
	fc.assert(
		fc.property(tree, leaf, ([leaves, index], other) => {
			const own = leaves[index] as Buffer;
			const path = auditPath(leaves, index);
			const root = rootOf(leaves).toString('hex');
			expect(rootFromPath(own, index, leaves.length, path)?.toString('hex')).toBe(root);
			if (!other.equals(own)) expect(rootFromPath(other, index, leaves.length, path)?.toString('hex')).not.toBe(root);
			expect(rootFromPath(own, index, leaves.length, [...path, own])?.toString('hex')).not.toBe(root);
			expect(rootFromPath(own, leaves.length, leaves.length, path)).toBeUndefined();
			if (path.length) expect(rootFromPath(own, index, leaves.length, path.slice(1))?.toString('hex')).not.toBe(root);
		}),
	);
});

test('the tree over all blocks grows by what each block completes, and every block is led to every later root', () => {
	const hashes = Array.from({ length: 70 }, (_, n) => sha256(`block ${n + 1}`));
	const leaves = hashes.map((hash) => leafHash(hash));
	const stored: Buffer[][] = [];
	let peaks: Buffer[] = [];
	for (const [index, hash] of hashes.entries()) {
		expect(rootOfPeaks(peaks)).toEqual(rootOf(leaves.slice(0, index)));
		const nodes = nodesOf(index + 1, hash, peaks);
		stored.push(nodes);
		peaks = peaksAfter(peaks, nodes);
		expect(peaks).toEqual(peaksOf(0, index + 1).map(({ end, level }) => stored[end - 1]?.[level]));
	}
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), (one, other) => {
			const [number, size] = [Math.min(one, other), Math.max(one, other)];
			const path = stepsTo(number, size).map((places) =>
				rootOfPeaks(places.map(({ end, level }) => stored[end - 1]?.[level] as Buffer)),
			);
			expect(rootFromPath(leaves[number - 1] as Buffer, number - 1, size, path)).toEqual(rootOf(leaves.slice(0, size)));
		}),
	);
});
