import { error, redirect } from '@sveltejs/kit';
import { countDesk } from '#server/matters/desk/queries.ts';
import { deskNav, officeOf } from '#web/desk/navigation.ts';
import { turnAway } from '#web/guard.ts';
import { t } from '#words';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { ctx }, url, request, setHeaders }) => {
	const turned = turnAway(ctx, 'desk', url);
	if (turned === 'not_permitted') error(403, t('staff.not_yours'));
	// a form that was sent after the session had ended is not led away: going back finds what was written
	if (turned && request.method === 'POST') error(401, t('refusal.signed_out'));
	if (turned) redirect(303, turned.to);
	setHeaders({ 'cache-control': 'private, no-store' });
	const counts = await countDesk(ctx.db, ctx);
	return { counts, desk: { office: officeOf(ctx), nav: deskNav(ctx, counts), home: `/${ctx.committee.slug}/desk` } };
};
