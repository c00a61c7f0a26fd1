import { error, redirect } from '@sveltejs/kit';
import { countUnread } from '#server/notices/queries.ts';
import { turnAway } from '#web/guard.ts';
import { t } from '#words';
import { postedBySignedOut } from '../../signed-out.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { ctx }, url, request, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const posted = postedBySignedOut(request);
	if (posted) return { posted, unread: 0 };
	const turned = turnAway(ctx, 'member', url);
	if (turned === 'not_permitted') error(403, t('member.not_yours'));
	if (turned) redirect(303, turned.to);
	return { posted: null, unread: await countUnread(ctx.db, ctx) };
};
