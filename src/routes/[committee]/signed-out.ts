import { error, type RequestEvent } from '@sveltejs/kit';
import { t } from '#words';

export interface Posted {
	action: string;
	fields: [name: string, value: string][];
}

const posted = new WeakMap<Request, Posted>();

/** What a reader sent after the sign-in had expired: the layout shows it in place of the page, so that it can be sent again. */
export const postedBySignedOut = (request: Request): Posted | undefined => posted.get(request);

/** The first line of every action: without a sign-in nothing is done, and nothing that was written is lost. */
export async function keepIfSignedOut({
	request,
	locals,
	url,
}: Pick<RequestEvent, 'request' | 'locals' | 'url'>): Promise<void> {
	if (locals.ctx.actor.kind === 'person') return;
	const fields = [...(await request.formData())].flatMap(([name, value]): Posted['fields'] =>
		typeof value === 'string' ? [[name, value]] : [],
	);
	posted.set(request, { action: url.pathname + url.search, fields });
	error(401, t('refusal.signed_out'));
}

/** What an action works with, once somebody is signed in. */
export async function received(event: Pick<RequestEvent, 'request' | 'locals' | 'url'>) {
	await keepIfSignedOut(event);
	const form = await event.request.formData();
	return {
		ctx: event.locals.ctx,
		url: event.url,
		form,
		id: String(form.get('id') ?? ''),
		key: String(form.get('key') ?? '') || undefined,
	};
}
