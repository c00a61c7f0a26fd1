import { sql } from 'kysely';
import type { Context } from '#server/core/context.ts';
import type { Db, Trx } from '#server/core/database.ts';
import { addBlock, openChain } from '#server/ledger/chain.ts';
import { newKey } from '#server/ledger/key.ts';
import * as chain from '#server/ledger/queries/chain.ts';
import * as whole from '#server/ledger/queries/whole.ts';
import * as words from '#server/ledger/queries/words.ts';
import type { Foreign } from './foreign.ts';
import type { Read } from './reads.ts';
import type { Write } from './writes.ts';

/** The asking committee's own entries are sealed first, so that there is something to ask for. */
async function seal(db: Db, ctx: Context): Promise<void> {
	const trx = db as Trx;
	const entries = await chain.takePending(trx, ctx, 1000);
	await addBlock(trx, ctx, await openChain(trx, ctx), newKey(), { kind: 'entries', entries });
}

type Ask = (db: Db, ctx: Context, of: Foreign) => Promise<unknown>;
const afterSealing = (ask: Ask, found: Read['found'] = 'its own'): Read => ({
	ask: async (db, ctx, of) => {
		await seal(db, ctx);
		return ask(db, ctx, of);
	},
	by: 'clerk',
	found,
});

const closeAll = (db: Db, ctx: Context) =>
	sql`update matter set closed_at = '2026-02-01' where committee_id = ${ctx.committee.id}`.execute(db);
const longAgo = new Date('2026-03-01');

/** The queries that read what is sealed. */
export const ledgerReads: Record<string, Read> = {
	'ledger/queries/chain.ts listCheckpoints': afterSealing((db, ctx) => chain.listCheckpoints(db, ctx, { limit: 9 })),
	'ledger/queries/chain.ts listChain': afterSealing((db, ctx) => chain.listChain(db, ctx, 0, 9)),
	'ledger/queries/chain.ts findCheckpoint': afterSealing((db, ctx) => chain.findCheckpoint(db, ctx, 1)),
	'ledger/queries/chain.ts listNodes': afterSealing(async (db, ctx) => [...(await chain.listNodes(db, ctx, [1]))]),
	'ledger/queries/chain.ts findPlace': afterSealing(
		(db, ctx, { life }) => chain.findPlace(db, ctx, { matter_id: life.proposal, seq: 1 }),
		'nothing',
	),
	'ledger/queries/whole.ts listSealed': afterSealing((db, ctx) => whole.listSealed(db, ctx, 1, 9)),
	'ledger/queries/whole.ts findLoose': { ask: (db, ctx) => whole.findLoose(db, ctx), by: 'clerk', found: 'its own' },
	'ledger/queries/words.ts listErasable': afterSealing(async (db, ctx) => {
		await closeAll(db, ctx);
		return words.listErasable(db, ctx, longAgo, 9);
	}),
	'ledger/queries/words.ts countErasable': afterSealing(async (db, ctx) => {
		await closeAll(db, ctx);
		return words.countErasable(db, ctx, longAgo);
	}),
};

export const ledgerWrites: Record<string, Write> = {
	'ledger/queries/chain.ts takePending': (trx, ctx) => chain.takePending(trx, ctx, 1000),
	'ledger/queries/chain.ts insertBlock': (trx, ctx) => seal(trx, ctx),
	'ledger/queries/words.ts eraseWords': async (trx, ctx, { life }) => {
		await seal(trx, ctx);
		await words.eraseWords(trx, ctx, life.proposal, 1);
	},
};

/** Speaks of no one committee, or touches no row. */
export const ledgerExempt = {
	'ledger/queries/chain.ts lockChain': 'touches no row',
	'ledger/queries/chain.ts readClock': 'touches no row',
	'ledger/queries/chain.ts entryColumns': 'a piece of a statement',
	'ledger/queries/chain.ts listWithWaiting': 'the clock asks which committees have something to do',
};
