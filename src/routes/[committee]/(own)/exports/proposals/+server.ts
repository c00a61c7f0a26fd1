import { redirect } from '@sveltejs/kit';
import { mediaTypes } from '#server/intake/stream.ts';
import { countWanted, exportAtOnce, MOST_AT_ONCE } from '#server/proposals/export/read.ts';
import { fileAnswer } from '#web/export/answer.ts';
import { formatIn, wantedIn } from '#web/export/wanted.ts';
import type { RequestHandler } from './$types';

/** A list as it is filtered: a small one at once; a large one is asked for on the page of one's exports. */
export const GET: RequestHandler = async ({ locals: { ctx }, url, request }) => {
	const format = formatIn(url.searchParams);
	const wanted = await wantedIn(ctx, url.searchParams);
	if ((await countWanted(ctx, wanted)) > MOST_AT_ONCE) redirect(303, `/${ctx.committee.slug}/exports${url.search}`);
	const file = await exportAtOnce(ctx, wanted, { format, signal: request.signal });
	return fileAnswer({ ...file, type: mediaTypes[format] });
};
