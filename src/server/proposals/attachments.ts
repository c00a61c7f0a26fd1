import type { Context } from '../core/context.ts';
import { isId } from '../core/id.ts';
import { Refusal, unknown } from '../core/refusal.ts';
import type { Manner } from '../readings/queries.ts';
import { findAttachment, findAttachmentMatter, type StoredAttachment } from './queries/attachments.ts';
import { readProposal } from './read.ts';

/** A file of a matter, for whom the matter's view lists it; for everybody else it is not there. */
export async function readAttachment(ctx: Context, id: string, manner: Manner = 'read'): Promise<StoredAttachment> {
	const of = isId(id) ? await findAttachmentMatter(ctx.db, ctx, id) : undefined;
	if (!of) throw unknown('attachment');
	const view = await readProposal(ctx, of.matter_id, manner).catch((error: unknown) => {
		throw error instanceof Refusal ? unknown('attachment') : error;
	});
	const listed = view.attachments.some((one) => one.id === id);
	const found = listed ? await findAttachment(ctx.db, ctx, id) : undefined;
	if (!found) throw unknown('attachment');
	return found;
}
