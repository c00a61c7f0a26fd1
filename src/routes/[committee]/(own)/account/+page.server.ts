import { redirect, type RequestEvent } from '@sveltejs/kit';
import { endOneSession, endSessionsOf } from '#server/sign-in/queries.ts';
import { findFactor } from '#server/sign-in/factor/queries.ts';
import { signedInAs } from './signed-in.ts';
import { devicesOf } from '#web/sign-in/devices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const session = signedInAs(event);
	const { ctx } = event.locals;
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const factor = await findFactor(ctx.db, session.user_id);
	return {
		devices: await devicesOf(ctx, session),
		factor: factor?.confirmed_at ? { unused: factor.unused_codes } : null,
		done: event.url.searchParams.get('done'),
	};
};

const done = ({ url }: Pick<RequestEvent, 'url'>, what: string) => redirect(303, `${url.pathname}?done=${what}`);

export const actions: Actions = {
	one: async (event) => {
		const session = signedInAs(event);
		const id = String((await event.request.formData()).get('id') ?? '');
		await endOneSession(event.locals.ctx.db, session.user_id, id);
		done(event, 'ended');
	},
	others: async (event) => {
		const session = signedInAs(event);
		await endSessionsOf(event.locals.ctx.db, session.user_id, session.token);
		done(event, 'others_ended');
	},
};
