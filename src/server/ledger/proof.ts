import { z } from 'zod';
import type { Context } from '../core/context.ts';
import { checkpointShape, hashOfBlock, isSigned, type Checkpoint } from './block.ts';
import { rootOfPeaks, stepsTo } from './history.ts';
import { auditPath, leafHash, rootFromPath } from './merkle.ts';
import { findCheckpoint, findPlace, listCheckpoints, listNodes } from './queries/chain.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** That one entry is sealed in a block, and that block is one of those that the newest checkpoint stands for. */
export const proofShape = z.object({
	/** The hash of the entry's leaf. */
	leaf: hash,
	position: z.int().min(0),
	/** From the leaf up to the root of its block. */
	path: z.array(hash).max(40),
	block: checkpointShape,
	/** From the block up to `history` of the checkpoint; none where it is the checkpoint itself. */
	history_path: z.array(hash).max(40),
	checkpoint: checkpointShape,
});
export type Proof = z.output<typeof proofShape>;

const hexes = (hashes: readonly Buffer[]) => hashes.map((one) => one.toString('hex'));
const buffers = (texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'hex'));

/** The subtrees beside the way from a block up to the newest checkpoint, read by their places: some twenty hashes however long the chain. */
async function historyPath(ctx: Context, number: number, newest: Checkpoint): Promise<Buffer[]> {
	if (number === newest.number) return [];
	const steps = stepsTo(number, newest.number - 1);
	const nodes = await listNodes(
		ctx.db,
		ctx,
		steps.flat().map(({ end }) => end),
	);
	return steps.map((places) =>
		// a chain with a gap gives a path that leads nowhere, and the check says so
		rootOfPeaks(places.map(({ end, level }) => nodes.get(end)?.[level] ?? Buffer.alloc(32))),
	);
}

/** The proof for one entry under the newest checkpoint; undefined while it is not sealed. */
export async function proveEntry(
	ctx: Context,
	of: { matter_id: string; seq: number },
): Promise<(Proof & { entry: NonNullable<Awaited<ReturnType<typeof findPlace>>>['entry'] }) | undefined> {
	const place = await findPlace(ctx.db, ctx, of);
	if (!place) return undefined;
	const [block, [checkpoint]] = await Promise.all([
		findCheckpoint(ctx.db, ctx, place.block),
		listCheckpoints(ctx.db, ctx, { limit: 1 }),
	]);
	if (!block || !checkpoint) return undefined;
	return {
		entry: place.entry,
		leaf: (place.leaves[place.position] ?? Buffer.alloc(0)).toString('hex'),
		position: place.position,
		path: hexes(auditPath(place.leaves, place.position)),
		block,
		history_path: hexes(await historyPath(ctx, block.number, checkpoint)),
		checkpoint,
	};
}

const isWhole = (checkpoint: Checkpoint) =>
	hashOfBlock(checkpoint).toString('hex') === checkpoint.hash && isSigned(checkpoint);

/** What is wrong with a proof, by name; undefined where everything fits. Needs nothing but the proof. */
export function faultInProof({ leaf, position, path, block, history_path, checkpoint }: Proof): string | undefined {
	if (!isWhole(block) || !isWhole(checkpoint) || block.committee_id !== checkpoint.committee_id)
		return 'signature_wrong';
	const root = rootFromPath(Buffer.from(leaf, 'hex'), position, block.count, buffers(path));
	if (root?.toString('hex') !== block.root) return 'root_wrong';
	if (block.hash === checkpoint.hash) return undefined;
	const own = leafHash(Buffer.from(block.hash, 'hex'));
	const history = rootFromPath(own, block.number - 1, checkpoint.number - 1, buffers(history_path));
	return history?.toString('hex') === checkpoint.history ? undefined : 'history_wrong';
}
