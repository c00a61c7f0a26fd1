import type { Context } from '../core/context.ts';
import { transact } from '../core/database.ts';
import { addBlock, keyInForce, openChain } from './chain.ts';
import { adoptNextKey, keepNextKey, keyNamed } from './key.ts';
import { remember } from './memory.ts';

/**
 * A new key for all committees of an installation. In each chain a block signed by the old key names the new one; all are stored
 * together, then the file is exchanged. Broken off, it is simply done again. With a lost key the new one can only sign for
 * itself, which `verify` says to everybody until it is shown a checkpoint that is newer. Resolves with the new key's name.
 */
export async function changeKey(of: readonly Context[], { lost = false } = {}): Promise<string> {
	const next = await keepNextKey();
	for (const ctx of of) if (ctx.actor.kind !== 'system') throw new Error('keys are changed by the system');
	const [first] = of;
	const blocks = first
		? await transact(first.db, async (trx) => {
				const added = [];
				for (const ctx of of) {
					const chain = await openChain(trx, ctx);
					const inForce = keyInForce(chain.last);
					if (inForce === next.name) continue;
					const signer = lost ? next : await keyNamed(inForce);
					const { last } = await addBlock(trx, ctx, chain, signer, { kind: 'key', about: { next_key: next.name } });
					if (last) added.push(last);
				}
				return added;
			})
		: [];
	for (const block of blocks) await remember(block.committee_id, block);
	await adoptNextKey();
	return next.name;
}
