import type { Context } from '../core/context.ts';
import { wholeBlocks } from './live.ts';
import { findLoose, type Loose } from './queries/whole.ts';
import { verifyChain, type Finding, type Known, type Report } from './verify.ts';

/** What lies beside the chain and should not. */
function looseEnds({ unsealed, vanished, stranded, miscounted }: Loose): Finding[] {
	return [
		...unsealed.map((one) => ({ what: 'unsealed', ...one })),
		...vanished.map((one) => ({ what: 'vanished', ...one })),
		...stranded.map((one) => ({ what: 'stranded', ...one })),
		...miscounted.map(({ matter_id, seq, entries }) => ({
			what: 'miscounted',
			matter_id,
			seq,
			values: { entries, expected: seq },
		})),
	];
}

/** A committee's ledger as it lies in the database, at one instant. */
export async function inspect(ctx: Context, known?: Known): Promise<Report & { waiting: number }> {
	const look = async (db: Context['db']) => {
		const report = await verifyChain(wholeBlocks({ ...ctx, db }), known);
		const loose = await findLoose(db, ctx);
		return {
			...report,
			findings: [...report.findings, ...looseEnds(loose)],
			waiting: loose.waiting,
		};
	};
	// one look at everything: what is sealed meanwhile belongs to the next
	return ctx.db.isTransaction ? look(ctx.db) : ctx.db.transaction().setIsolationLevel('repeatable read').execute(look);
}
