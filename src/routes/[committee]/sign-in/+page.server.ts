import { fail, redirect } from '@sveltejs/kit';
import { contextFor } from '#web/reader.ts';
import { homeOf } from '#web/desks.ts';
import { house } from '#web/house.ts';
import { handOn } from '#web/session-cookies.ts';
import { t } from '#words';
import type { Actions, PageServerLoad } from './$types';

const demoPeople = async () => {
	const { demoPassword, listDemoSignIns } = await import('#demo/sign-ins.ts');
	return { password: demoPassword, people: await listDemoSignIns(house().db) };
};

export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.ctx.actor.kind === 'person') redirect(303, homeOf(locals.ctx.actor, locals.ctx.committee));
	return { demo: house().demo ? await demoPeople() : null, back: url.searchParams.get('back') };
};

/** `name=value` of a cookie, without how it is to be kept. */
const pairOf = (line: string): string => line.split(';')[0] ?? '';

/** The library answers with its cookie; the page hands it on and leads to where the person's work is. */
export const actions: Actions = {
	default: async ({ request, locals, cookies, url }) => {
		const form = await request.formData();
		const name = String(form.get('username') ?? '')
			.trim()
			.toLowerCase();
		const password = String(form.get('password') ?? '');
		const answer = await house()
			.signIn.api.signInUsername({ body: { username: name, password }, headers: request.headers, asResponse: true })
			.catch(() => undefined);
		// the library does not say why it failed; that it failed is not the visitor's mistake
		if (!answer || answer.status >= 500) return fail(503, { username: name, refused: t('refusal.try_again') });
		if (answer.status === 429) return fail(429, { username: name, refused: t('refusal.too_many_tries') });
		if (!answer.ok) return fail(422, { username: name, refused: t('refusal.wrong_name_or_password') });
		const lines = answer.headers.getSetCookie();
		handOn(cookies, lines);
		const ctx = await contextFor(locals.ctx.committee, new Headers({ cookie: lines.map(pairOf).join('; ') }));
		const back = url.searchParams.get('back') ?? '';
		redirect(303, back.startsWith(`/${locals.ctx.committee.slug}/`) ? back : homeOf(ctx.actor, ctx.committee));
	},
};
