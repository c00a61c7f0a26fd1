import type { Insertable } from 'kysely';
import type { Context } from '../../core/context.ts';
import { newId } from '../../core/id.ts';
import type { Schema } from '../../core/schema.ts';

/** The file from which a past proposal came. */
export interface SourceFile {
	name: string;
	sha256: Buffer;
	content: Buffer;
}

const office = 'application/vnd.openxmlformats-officedocument';
const mediaTypeOf = (name: string): string =>
	/\.xlsx$/i.test(name) ? `${office}.spreadsheetml.sheet` : `${office}.wordprocessingml.document`;

/** Kept beside its matter, named after what it was called; it is only ever given out to be saved, never shown as a page. */
export const attachmentRow = (
	ctx: Context,
	of: { committee_id: string; matter_id: string },
	{ name, sha256, content }: SourceFile,
): Insertable<Schema['attachment']> => ({
	...of,
	id: newId(ctx.now.getTime()),
	name,
	media_type: mediaTypeOf(name),
	size: content.length,
	sha256,
	added_by: ctx.actor.person_id,
	added_at: ctx.now,
	content,
});
