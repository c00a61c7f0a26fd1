import type { Context } from '#server/core/context.ts';
import { Refusal } from '#server/core/refusal.ts';
import { readMay, readProposal } from '#server/proposals/read.ts';
import type { ProposalView } from '#server/proposals/view.ts';

/** What is read after an act; undefined where the act has taken the matter out of the caller's sight. */
async function after<T>(ctx: Context, read: (now: Context) => Promise<T>): Promise<T | undefined> {
	try {
		return await read({ ...ctx, now: new Date() });
	} catch (error) {
		if (error instanceof Refusal && error.kind === 'unknown') return undefined;
		throw error;
	}
}

/** The matter as the caller may see it now. */
export const seenAfter = (ctx: Context, matter_id: string): Promise<ProposalView | undefined> =>
	after(ctx, (now) => readProposal(now, matter_id));

export const mayAfter = async (ctx: Context, matter_id: string): Promise<ProposalView['may'] | null> =>
	(await after(ctx, (now) => readMay(now, matter_id))) ?? null;
