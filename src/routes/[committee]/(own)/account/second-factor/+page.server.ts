import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { settingsOf } from '#server/core/settings.ts';
import { isPasswordOf } from '#server/sign-in/commands.ts';
import { dropFactor, renewRecoveryCodes } from '#server/sign-in/factor/commands.ts';
import { findFactor } from '#server/sign-in/factor/queries.ts';
import { worksInOffice } from '#server/sign-in/standing.ts';
import { homeOf } from '#web/desks.ts';
import type { ReaderSession } from '#web/reader.ts';
import { enterFirstCode, offerFor, sealing } from '#web/sign-in/enter.ts';
import { hashing } from '#web/sign-in/hashing.ts';
import { t } from '#words';
import { backOf, letIn, refusedEntry, visitOf } from '../../../visit.ts';
import { signedInAs } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = Pick<RequestEvent, 'locals' | 'url'>;

/** Also whoever must set it up before anything else: the way here is all that such a session opens. */
const comingFrom = (event: Event): ReaderSession => {
	const { session } = event.locals;
	return session?.standing === 'needs_factor' ? session : signedInAs(event);
};

const must = async ({ locals: { ctx } }: Event, { person }: ReaderSession): Promise<boolean> =>
	(await settingsOf(ctx.db, ctx)).sign_in.second_factor === 'staff_and_units' && worksInOffice(person);

export const load: PageServerLoad = async (event) => {
	const session = comingFrom(event);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const { ctx } = event.locals;
	const factor = await findFactor(ctx.db, session.user_id);
	return {
		name: session.person.name,
		must: await must(event, session),
		// who has just come from the password need not type it again
		asksPassword: session.standing === 'whole',
		unused: factor?.confirmed_at ? factor.unused_codes : null,
		offer: factor?.confirmed_at ? null : await offerFor(ctx, session),
		next: backOf(event) ?? homeOf(session.person, ctx.committee),
	};
};

const wrongPassword = () =>
	fail(422, { codes: [] as string[], refused: t('sign_in.password_wrong'), field: 'current' });

/** What is changed in an open session asks for the password: the page may have been left open. */
async function knowsPassword(
	{ request }: Pick<RequestEvent, 'request'>,
	session: ReaderSession,
): Promise<FormData | undefined> {
	const form = await request.formData();
	if (session.standing === 'needs_factor') return form;
	const { db } = await sealing();
	const password = String(form.get('current') ?? '');
	return (await hashing('known', () => isPasswordOf(db, session.user_id, password))) ? form : undefined;
}

export const actions: Actions = {
	confirm: async (event) => {
		const session = comingFrom(event);
		const form = await knowsPassword(event, session);
		if (!form) return wrongPassword();
		const { entry, codes } = await enterFirstCode(visitOf(event), session, String(form.get('code') ?? '').slice(0, 60));
		if (entry.kind === 'entered') {
			letIn(event, entry);
			return { codes, refused: '', field: '' };
		}
		const { status, seconds } = refusedEntry(event, entry);
		const refused = seconds ? t('sign_in.wait', { n: seconds }) : t('sign_in.wrong_code');
		return fail(status, { codes: [] as string[], refused, field: 'code' });
	},
	renew: async (event) => {
		const session = signedInAs(event);
		if (!(await knowsPassword(event, session))) return wrongPassword();
		return { codes: await renewRecoveryCodes(await sealing(), session.user_id), refused: '', field: '' };
	},
	drop: async (event) => {
		const session = signedInAs(event);
		if (!(await knowsPassword(event, session))) return wrongPassword();
		if (!(await must(event, session))) await dropFactor(await sealing(), session.user_id);
		redirect(303, `/${event.locals.ctx.committee.slug}/account?done=factor_dropped`);
	},
};
