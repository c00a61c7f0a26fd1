import type { Context } from '../../core/context.ts';
import type { Db } from '../../core/database.ts';

export interface StoredAttachment {
	id: string;
	matter_id: string;
	name: string;
	content: Buffer;
}

/** With its bytes. Who may have it, the view of its matter says. */
export const findAttachment = (db: Db, ctx: Context, id: string): Promise<StoredAttachment | undefined> =>
	db
		.selectFrom('attachment')
		.select(['id', 'matter_id', 'name', 'content'])
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.executeTakeFirst();

/** Of which matter it is, without its bytes. */
export const findAttachmentMatter = (db: Db, ctx: Context, id: string): Promise<{ matter_id: string } | undefined> =>
	db
		.selectFrom('attachment')
		.select('matter_id')
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', id)
		.executeTakeFirst();
