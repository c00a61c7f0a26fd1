import { error, redirect } from '@sveltejs/kit';
import { countDesk } from '#server/matters/desk/queries.ts';
import { deskNav, officeOf } from '#web/desk/navigation.ts';
import { turnAway } from '#web/guard.ts';
import { t } from '#words';
import { postedBySignedOut } from '../../(member)/member/signed-out.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { ctx }, url, request, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const posted = postedBySignedOut(request) ?? null;
	const turned = posted ? undefined : turnAway(ctx, 'desk', url);
	if (turned === 'not_permitted') error(403, t('staff.not_yours'));
	if (turned) redirect(303, turned.to);
	const counts = await countDesk(ctx.db, ctx);
	return {
		posted,
		counts,
		desk: { office: officeOf(ctx), nav: deskNav(ctx, counts), home: `/${ctx.committee.slug}/desk` },
	};
};
