import type { Context } from '../core/context.ts';
import type { Trx } from '../core/database.ts';
import { hashOfBlock, headerText, noBlock, type About, type Checkpoint, type Header } from './block.ts';
import { leafOf, type Entry } from './entry.ts';
import { nodesOf, peaksAfter, peaksOf, rootOfPeaks } from './history.ts';
import type { SealingKey } from './key.ts';
import { rootOf } from './merkle.ts';
import { insertBlock, listCheckpoints, listNodes, lockChain, readClock } from './queries/chain.ts';

/** A committee's chain, held by this transaction until it ends. */
export interface Chain {
	last: Checkpoint | undefined;
	/** The complete subtrees over all blocks so far. */
	peaks: Buffer[];
}

/** Whose signature the next block must bear; undefined before the first block. */
export const keyInForce = (last: Checkpoint | undefined): string | undefined => last?.about?.next_key ?? last?.key;

export async function openChain(trx: Trx, ctx: Context): Promise<Chain> {
	await lockChain(trx, ctx);
	const [last] = await listCheckpoints(trx, ctx, { limit: 1 });
	const places = peaksOf(0, last?.number ?? 0);
	const nodes = await listNodes(
		trx,
		ctx,
		places.map(({ end }) => end),
	);
	const peaks = places.map(({ end, level }) => nodes.get(end)?.[level] ?? missing(ctx, end));
	return { last, peaks };
}

const missing = (ctx: Context, number: number): never => {
	throw new Error(`block ${number} of ${ctx.committee.slug} is missing: nothing is sealed on a broken chain`);
};

export interface Addition {
	kind: Header['kind'];
	about?: About;
	entries?: readonly Entry[];
}

/** Adds a block to the chain and stores it. */
export async function addBlock(
	trx: Trx,
	ctx: Context,
	{ last, peaks }: Chain,
	key: SealingKey,
	{ kind, about = null, entries = [] }: Addition,
): Promise<Chain> {
	const leaves = entries.map((entry) => ({ matter_id: entry.matter_id, seq: entry.seq, hash: leafOf(entry) }));
	const header: Header = {
		committee_id: ctx.committee.id,
		number: (last?.number ?? 0) + 1,
		kind,
		previous: last?.hash ?? noBlock,
		history: rootOfPeaks(peaks).toString('hex'),
		count: leaves.length,
		root: rootOf(leaves.map((leaf) => leaf.hash)).toString('hex'),
		sealed_at: await readClock(trx),
		key: key.name,
		about,
	};
	const hash = hashOfBlock(header);
	const signature = key.sign(Buffer.from(headerText(header))).toString('hex');
	const block = { ...header, hash: hash.toString('hex'), signature };
	const nodes = nodesOf(block.number, hash, peaks);
	await insertBlock(trx, ctx, block, nodes, leaves);
	return { last: block, peaks: peaksAfter(peaks, nodes) };
}
