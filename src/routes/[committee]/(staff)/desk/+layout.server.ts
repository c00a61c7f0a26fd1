import { error, redirect } from '@sveltejs/kit';
import { deskOf } from '#web/desk/directory.ts';
import { shellOf } from '#web/desk/navigation.ts';
import { turnAway } from '#web/guard.ts';
import { t } from '#words';
import { postedBySignedOut } from '../../signed-out.ts';
import type { LayoutServerLoad } from './$types';

const worklist = '/[committee]/(staff)/desk';

export const load: LayoutServerLoad = async ({ locals: { ctx }, route, url, request, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const posted = postedBySignedOut(request) ?? null;
	const turned = posted ? undefined : turnAway(ctx, 'desk', url);
	if (turned === 'not_permitted') error(403, t('staff.not_yours'));
	if (turned) redirect(303, turned.to);
	// the worklist counts by the statement that lists
	const counts = route.id === worklist ? undefined : (await deskOf(ctx)).counts;
	return { posted, desk: shellOf(ctx, counts) };
};
