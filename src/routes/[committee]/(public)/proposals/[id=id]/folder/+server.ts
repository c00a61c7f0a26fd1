import { everyone } from '#server/core/context.ts';
import { fileAnswer } from '#web/export/answer.ts';
import { openFolder } from '#web/export/folder.ts';
import type { RequestHandler } from './$types';

/** The matter as a folder: what everybody may read, or what this reader may. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url, request }) => {
	const reading = url.searchParams.get('as') === 'reader' ? ctx : { ...ctx, actor: everyone };
	const { name, pieces } = await openFolder(reading, params.id, request.signal);
	return fileAnswer({ name, type: 'application/zip', content: pieces });
};
