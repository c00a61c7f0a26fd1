import type { Context } from '../core/context.ts';
import { listChain } from './queries/chain.ts';
import { listSealed } from './queries/whole.ts';
import type { WholeBlock } from './verify.ts';

/** So many blocks are read at once, and of these so many that they hold about so many entries. */
const blocksAtOnce = 500;
const entriesAtOnce = 4_000;

/** A committee's chain out of the database, from the first block on, in pieces of bounded size. */
export async function* wholeBlocks(ctx: Context): AsyncGenerator<WholeBlock> {
	for (let after = 0; ;) {
		const listed = await listChain(ctx.db, ctx, after, blocksAtOnce);
		let entries = 0;
		const blocks = listed.filter((block, index) => (entries += block.count) <= entriesAtOnce || index === 0);
		const last = blocks.at(-1);
		if (!last) return;
		const sealed = Map.groupBy(await listSealed(ctx.db, ctx, after + 1, last.number), (one) => one.block);
		for (const block of blocks) yield { block, entries: sealed.get(block.number) ?? [] };
		after = last.number;
	}
}
