import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayKeepAccounts } from '#server/sign-in/commands.ts';
import { t } from '#words';
import { stepOf } from '../../visit.ts';

/** Only for those whom the permission table names; others are led to sign in, or told whose it is. */
export function keeper(event: Pick<RequestEvent, 'locals' | 'url'>, may = mayKeepAccounts): App.Locals['ctx'] {
	const { ctx, session } = event.locals;
	const here = `/${ctx.committee.slug}/sign-in?back=${encodeURIComponent(event.url.pathname + event.url.search)}`;
	if (ctx.actor.kind !== 'person') redirect(303, stepOf(event, session?.standing) ?? here);
	if (!may(ctx)) error(403, t('sign_in.not_yours'));
	return ctx;
}
