import { mediaTypes } from '#server/intake/stream.ts';
import { openExport } from '#server/proposals/export/commands.ts';
import { fileAnswer } from '#web/export/answer.ts';
import type { RequestHandler } from './$types';

/** A file that was made for this reader. */
export const GET: RequestHandler = async ({ locals: { ctx }, params }) => {
	const { file, pieces } = await openExport(ctx, params.id);
	return fileAnswer({ name: file.name, type: mediaTypes[file.format], content: pieces, size: file.size });
};
