import { endDeadlines } from '../core/deadlines.ts';
import { system } from '../core/context.ts';
import type { FollowingJob } from '../core/jobs.ts';
import type { Change } from '../core/machine.ts';
import { broken, Refusal } from '../core/refusal.ts';
import { transition } from '../core/transition.ts';
import type { Dossier } from './queries/dossier.ts';
import { findHeir, followMain } from './queries/merging.ts';
import { findMergeTarget } from './queries/writes.ts';

/** What was merged into this one before follows it into the main proposal: each is asked, each gets the answer (domain.md 2.1.3). */
export const merge: Change<Dossier, { into_id: string }> = async (trx, { row, ctx, input }) => {
	if (!(await findMergeTarget(trx, ctx, input.into_id)))
		throw broken('proposal.merge_target_unknown', { field: 'into_id' });
	await endDeadlines(trx, ctx, { matter_id: row.id }, 'all', 'cancelled');
	await followMain(trx, ctx, { from: row.id, to: input.into_id });
	return { set: { merged_into_id: input.into_id }, log: { into_id: input.into_id } };
};

/** domain.md 2.1.9: the main proposal is withdrawn, another of the set becomes main; it is examined as if it had stood alone. */
export const becomeMain: Change<Dossier, unknown> = async (trx, { row, ctx }) => {
	if (row.merged_into_id) await followMain(trx, ctx, { from: row.merged_into_id, to: row.id });
	return { set: { merged_into_id: null }, log: { instead_of_id: row.merged_into_id } };
};

/** The set of a withdrawn main proposal finds another one: a job, for that is an act on another matter. */
export const passOnMain: FollowingJob = async (ctx, act) => {
	const heir = await findHeir(ctx.db, ctx, act.matter_id);
	if (!heir) return;
	await transition({ ...ctx, actor: system }, 'proposal', heir, 'become_main').catch((error: unknown) => {
		if (!(error instanceof Refusal)) throw error;
	});
};
