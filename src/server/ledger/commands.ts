import type { Context } from '../core/context.ts';
import { transact, type Trx } from '../core/database.ts';
import { notPermitted } from '../core/refusal.ts';
import type { Checkpoint } from './block.ts';
import { addBlock, keyInForce, openChain, type Addition, type Chain } from './chain.ts';
import { keyNamed } from './key.ts';
import { remember, rememberedBlocks, type Remembered } from './memory.ts';
import { findCheckpoint, takePending } from './queries/chain.ts';
import { countErasable as countIn, eraseWords, listErasable } from './queries/words.ts';

/** So many entries are sealed at once: hashing them holds the process up for some milliseconds, and a proof is eleven hashes. */
const atOnce = 2_000;

/** The clock seals and erases; nobody does so by hand. */
function bySystem(ctx: Context): void {
	if (ctx.actor.kind !== 'system') throw notPermitted('ledger.seal');
}

/** A later block that the process remembers and the database no longer has: it was set back. */
async function lostBlock(trx: Trx, ctx: Context, { last }: Chain): Promise<Remembered | undefined> {
	const known = (await rememberedBlocks())[ctx.committee.id];
	if (!known) return undefined;
	const there = (last?.number ?? 0) >= known.number ? await findCheckpoint(trx, ctx, known.number) : undefined;
	return there?.hash === known.hash ? undefined : known;
}

export const restoredBlock = (last: Checkpoint | undefined, gave_up: Remembered): Addition => ({
	kind: 'restored',
	about: { returned_to: last ? { number: last.number, hash: last.hash } : null, gave_up },
});

/** Adds to the chain in one transaction, after the note of a restore where there was one. Resolves with the last block. */
async function extend(
	ctx: Context,
	more: (trx: Trx, chain: Chain) => Promise<Addition | undefined>,
): Promise<Checkpoint | undefined> {
	bySystem(ctx);
	const last = await transact(ctx.db, async (trx) => {
		let chain = await openChain(trx, ctx);
		const key = await keyNamed(keyInForce(chain.last));
		const lost = await lostBlock(trx, ctx, chain);
		if (lost) chain = await addBlock(trx, ctx, chain, key, restoredBlock(chain.last, lost));
		const addition = await more(trx, chain);
		return addition ? (await addBlock(trx, ctx, chain, key, addition)).last : lost && chain.last;
	});
	if (last) await remember(ctx.committee.id, last);
	return last;
}

/** Seals some of what waits. Resolves with the number of entries, and whether more are waiting. */
export async function sealSome(ctx: Context): Promise<{ sealed: number; more: boolean }> {
	let sealed = 0;
	await extend(ctx, async (trx) => {
		const entries = await takePending(trx, ctx, atOnce);
		sealed = entries.length;
		return sealed ? { kind: 'entries', entries } : undefined;
	});
	return { sealed, more: sealed === atOnce };
}

/** Seals everything that waits. Resolves with the number of entries. */
export async function sealWaiting(ctx: Context): Promise<number> {
	for (let all = 0; ;) {
		const { sealed, more } = await sealSome(ctx);
		all += sealed;
		if (!more) return all;
	}
}

/** Says in the chain that the database was set back, where the process could not remember it: on another machine. */
export const noteRestore = (ctx: Context, gave_up: Remembered): Promise<Checkpoint | undefined> =>
	extend(ctx, async (_trx, { last }) => restoredBlock(last, gave_up));

/** So many entries are named in one block. */
const erasedAtOnce = 1_000;

/**
 * Erases what was said in entries of matters that were closed before a day, by the rule that is named; that it was said stays. The block
 * names each entry, so that what is missing without being named is found. Resolves with the number of entries.
 */
export async function eraseBefore(ctx: Context, closedBefore: Date, rule: string): Promise<number> {
	for (let total = 0; ;) {
		let n = 0;
		await extend(ctx, async (trx) => {
			const erased: [string, number][] = [];
			for (const { matter_id, seq } of await listErasable(trx, ctx, closedBefore, erasedAtOnce))
				if (await eraseWords(trx, ctx, matter_id, seq)) erased.push([matter_id, seq]);
			n = erased.length;
			return n ? { kind: 'erased', about: { rule, erased } } : undefined;
		});
		total += n;
		if (n < erasedAtOnce) return total;
	}
}

/** How many would be erased. */
export function countErasable(ctx: Context, closedBefore: Date): Promise<number> {
	bySystem(ctx);
	return countIn(ctx.db, ctx, closedBefore);
}
