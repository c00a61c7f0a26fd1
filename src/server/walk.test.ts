import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/database.ts';
import { connect, openDatabase, type Db } from './core/database.ts';
import { refusalKinds } from './core/refusal.ts';
import { brokenInvariants, missingCountersignatures } from './testing/invariants.ts';
import type { Chance } from './testing/plausible.ts';
import { ratingsSeenByUnits } from './testing/unit-readers.ts';
import { randomWalk, type Attempted } from './testing/random-walk.ts';

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 4);
	db = openDatabase(connection);
	close = async () => {
		await connection.end();
		await database.drop();
	};
});
afterAll(() => close());

/** WALKS=20 walks longer; WALK_SEED=… walks the same way again. */
const walks = Number(process.env.WALKS ?? 1);
const seed = Number(process.env.WALK_SEED ?? Date.now() % 2 ** 31);
const steps = 300;

/** Without fast-check's liking for small numbers: the first choice is no likelier than the last. */
const evenly = (max: number) => fc.noBias(fc.nat({ max }));
const chanceOf = (g: fc.GeneratorValue): Chance => ({
	upTo: (max) => g(evenly, max),
	oneOf: (choices) => choices[g(evenly, choices.length - 1)] as (typeof choices)[number],
});

/** What is offered is permitted and its moment is now; what is not offered is refused, in the core's own words. */
function expectAsOffered({ who, act, offered, result, why }: Attempted): void {
	const said = `${who} ${act}: ${result} ${why}`;
	if (offered) expect(['done', 'broken_rule'], said).toContain(result);
	else if (who !== 'system') expect(refusalKinds, said).toContain(result);
}

test(
	'whatever people do, in whatever order: what is offered can be done, and nothing comes out of joint',
	{ timeout: 120_000 * walks },
	async () => {
		console.info(`WALK_SEED=${seed}`);
		let nth = 0;
		const seen = new Map<string, number>();
		const walk = fc.asyncProperty(fc.gen(), async (g) => {
			const { assembly, step } = await randomWalk(db, `walk-${++nth}`, chanceOf(g));
			for (let n = 0; n < steps; n++) {
				const attempted = await step();
				if (!attempted) continue;
				expectAsOffered(attempted);
				if (attempted.result !== 'done') continue;
				seen.set(attempted.act, (seen.get(attempted.act) ?? 0) + 1);
				if (attempted.act === 'reply.sign')
					expect(await missingCountersignatures(db, assembly.committee.id, attempted.subject.id)).toEqual([]);
				if (n % 30 === 0) expect(await ratingsSeenByUnits(assembly, '2027-01-01T09:00:00+08:00')).toEqual([]);
				if (n % 3) continue;
				expect(await brokenInvariants(db, assembly.committee.id), `after ${attempted.who} ${attempted.act}`).toEqual(
					[],
				);
			}
			expect(await brokenInvariants(db, assembly.committee.id)).toEqual([]);
			expect(await ratingsSeenByUnits(assembly, '2027-01-01T09:00:00+08:00')).toEqual([]);
		});
		const { failed, errorInstance } = await fc.check(walk, { seed, numRuns: walks, endOnFailure: true });
		if (failed) throw errorInstance;
		expect(seen.get('proposal.submit')).toBeGreaterThan(0);
		if (process.env.WALKS) console.info(Object.fromEntries([...seen].sort()));
	},
);
