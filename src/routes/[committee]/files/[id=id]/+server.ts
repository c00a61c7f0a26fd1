import { mediaTypeOf } from '#server/intake/media-type.ts';
import { readAttachment } from '#server/proposals/attachments.ts';
import { fileAnswer } from '#web/export/answer.ts';
import type { RequestHandler } from './$types';

/** A file as it was handed in, for whoever may read its matter and its files. */
export const GET: RequestHandler = async ({ locals: { ctx }, params }) => {
	const { name, content } = await readAttachment(ctx, params.id);
	return fileAnswer({ name, type: mediaTypeOf(content), content });
};
