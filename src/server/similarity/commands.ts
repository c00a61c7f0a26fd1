import { markChanged } from '../core/changes.ts';
import type { Context } from '../core/context.ts';
import { inTransaction } from '../core/database.ts';
import { isId, newId } from '../core/id.ts';
import { unknown } from '../core/refusal.ts';
import { within } from '../core/transition.ts';
import { demandExaminer } from './pairs.ts';
import { areOfOneSession, insertUnlike, takeBackUnlike } from './session/queries.ts';

/**
 * An examiner judges that two proposals of a session are different matters, or takes that back. Either may be sent
 * twice: what stands already, stands. The machine names them to nobody again while the judgement stands.
 */
async function judge(asking: Context, pair: readonly [string, string], unlike: boolean): Promise<void> {
	demandExaminer(asking);
	const [a, b] = [...pair].sort();
	if (!a || !b || a === b || !isId(a) || !isId(b)) throw unknown('proposal');
	await inTransaction(asking.db, async (trx, now) => {
		const ctx = within(asking, trx, now);
		if (!(await areOfOneSession(trx, ctx, [a, b]))) throw unknown('proposal');
		// only persons hold the roles that may
		const judged = { pair: [a, b], person_id: ctx.actor.person_id ?? '' } as const;
		await (unlike
			? insertUnlike(trx, ctx, { ...judged, id: newId(ctx.now.getTime()) })
			: takeBackUnlike(trx, ctx, judged));
	});
	markChanged(asking.committee.slug);
}

export const judgeUnlike = (ctx: Context, pair: readonly [string, string]): Promise<void> => judge(ctx, pair, true);
export const takeBackJudgement = (ctx: Context, pair: readonly [string, string]): Promise<void> =>
	judge(ctx, pair, false);
