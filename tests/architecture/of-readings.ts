import type { Context } from '#server/core/context.ts';
import type { Db, Trx } from '#server/core/database.ts';
import { newId } from '#server/core/id.ts';
import * as readings from '#server/readings/queries.ts';
import type { Foreign } from './foreign.ts';
import type { Read } from './reads.ts';
import type { Write } from './writes.ts';

/** Somebody else of that committee has read its matter, which is Lin's. */
async function note(db: Db, { assembly, life, as }: Foreign): Promise<void> {
	const reader = { ...(await as('director')), db };
	const noted = { manner: 'read' as const, matter_id: life.proposal, roll: null, about: [assembly.persons.lin] };
	await readings.insertReadings(db, reader, [{ ...noted, dedupe: newId() }]);
}

const afterReading = (ask: (db: Trx, ctx: Context, of: Foreign) => Promise<unknown>, by: Read['by']): Read => ({
	ask: async (db, ctx, of) => {
		await note(db, of);
		return ask(db, ctx, of);
	},
	by,
	found: 'nothing',
});

/** The queries that tell who looked. */
export const readingReads: Record<string, Read> = {
	'readings/queries.ts listOwnReadings': afterReading(
		(db, ctx) => readings.listOwnReadings(db, ctx, { limit: 9 }),
		'lin',
	),
	'readings/queries.ts listReadingsOf': afterReading(
		(db, ctx, { life }) => readings.listReadingsOf(db, ctx, life.proposal),
		'clerk',
	),
};

export const readingWrites: Record<string, Write> = {
	'readings/queries.ts insertReadings': (trx, ctx, { life, assembly }) =>
		readings.insertReadings(trx, ctx, [
			{ manner: 'read', matter_id: life.proposal, roll: null, about: [assembly.persons.lin], dedupe: newId() },
		]),
};

/** Asks nothing. */
export const readingExempt = { 'readings/queries.ts positionOf': 'pure' };
