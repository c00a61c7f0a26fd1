import { listCheckpoints } from '#server/ledger/queries/chain.ts';
import { checkpointFeed } from '#web/ledger.ts';
import type { RequestHandler } from './$types';

const inFeed = 50;

export const GET: RequestHandler = async ({ locals: { ctx } }) =>
	new Response(checkpointFeed(ctx, await listCheckpoints(ctx.db, ctx, { limit: inFeed })), {
		headers: {
			'content-type': 'application/atom+xml; charset=utf-8',
			'cache-control': 'public, max-age=0, must-revalidate',
		},
	});
