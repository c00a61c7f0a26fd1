import * as near from '#server/similarity/session/queries.ts';
import type { Foreign } from './foreign.ts';
import type { Read } from './reads.ts';
import type { Write } from './writes.ts';

const both = ({ life, proposed }: Foreign): [string, string] =>
	life.proposal < proposed ? [life.proposal, proposed] : [proposed, life.proposal];
const byClerk = (of: Foreign) => ({ pair: both(of), person_id: of.assembly.persons.clerk });
const pairOf = (of: Foreign) => {
	const [first_id, second_id] = both(of);
	return { first_id, second_id, score: 0.5, terms: ['桥'] };
};
const comparedOf = ({ life }: Foreign) => [{ matter_id: life.proposal, made_of: '…', terms: ['桥'] }];

/** The queries that read what was compared within a session. */
export const similarityReads = (withIds: (ask: Read['ask']) => Read): Record<string, Read> => ({
	'similarity/session/queries.ts listWaiting': withIds((db, ctx, { assembly }) =>
		near.listWaiting(db, ctx, assembly.session_id),
	),
	'similarity/session/queries.ts listCompared': withIds(async (db, ctx, { assembly }) => {
		const own = await near.listWaiting(db, ctx, assembly.session_id);
		await near.saveCompared(
			db,
			ctx,
			own.map(({ id, made_of }) => ({ matter_id: id, made_of, terms: ['桥'] })),
			[],
		);
		return near.listCompared(db, ctx, assembly.session_id);
	}),
	'similarity/session/queries.ts listPairs': withIds((db, ctx, { assembly }) =>
		near.listPairs(db, ctx, assembly.session_id, 100),
	),
	'similarity/session/queries.ts areOfOneSession': withIds((db, ctx, of) => near.areOfOneSession(db, ctx, both(of))),
	'similarity/session/queries.ts findNewestSession': {
		ask: (db, ctx) => near.findNewestSession(db, ctx),
		by: 'clerk',
		found: 'its own',
	},
});

export const similarityWrites: Record<string, Write> = {
	'similarity/session/queries.ts saveCompared': (trx, ctx, of) =>
		near.saveCompared(trx, ctx, comparedOf(of), [pairOf(of)]),
	'similarity/session/queries.ts insertUnlike': (trx, ctx, of) =>
		near.insertUnlike(trx, ctx, { ...byClerk(of), id: of.assembly.session_id }),
	'similarity/session/queries.ts takeBackUnlike': async (trx, ctx, of) => {
		if (ctx.committee.id === of.assembly.committee.id)
			await near.insertUnlike(trx, ctx, { ...byClerk(of), id: of.assembly.session_id });
		await near.takeBackUnlike(trx, ctx, byClerk(of));
	},
};

/** Speaks of no one committee. */
export const similarityExempt = {
	'similarity/session/queries.ts listWithWaiting': 'the clock asks which committees have something to do',
};
