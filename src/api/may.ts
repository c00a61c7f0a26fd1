import type { Context } from '#server/core/context.ts';
import { Refusal } from '#server/core/refusal.ts';
import { readProposal } from '#server/proposals/read.ts';
import type { ProposalView } from '#server/proposals/view.ts';

/** The matter as the caller may see it after an act, or undefined where the act has taken it out of his sight. */
export async function seenAfter(ctx: Context, matter_id: string): Promise<ProposalView | undefined> {
	try {
		return await readProposal({ ...ctx, now: new Date() }, matter_id);
	} catch (error) {
		if (error instanceof Refusal && error.kind === 'unknown') return undefined;
		throw error;
	}
}

export const mayAfter = async (ctx: Context, matter_id: string): Promise<ProposalView['may'] | null> =>
	(await seenAfter(ctx, matter_id))?.may ?? null;
