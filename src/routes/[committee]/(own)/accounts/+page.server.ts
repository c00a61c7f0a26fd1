import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isId } from '#server/core/id.ts';
import { giveLink, mayResetFactor, readSignIns, resetFactor, type GivenLink } from '#server/sign-in/commands.ts';
import { maySetRules } from '#server/sign-in/rules.ts';
import { asRefusal, refusedFields, statusOf } from '#web/refusal.ts';
import { momentIn } from '#web/sign-in/devices.ts';
import { rowView } from '#web/sign-in/people.ts';
import { t } from '#words';
import { keepIfSignedOut } from '../../signed-out.ts';
import { keeper } from './keeper.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = Pick<RequestEvent, 'locals' | 'url'>;
const most = 50;

export const load: PageServerLoad = async (event) => {
	const ctx = keeper(event);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const { searchParams } = event.url;
	const name = (searchParams.get('name') ?? '').trim().slice(0, 40);
	const which = searchParams.get('which') === 'without' ? 'without' : '';
	const { rows, total } = await readSignIns(ctx, { name, without: which === 'without', limit: most });
	return {
		rows: rows.map((row) => rowView(ctx, row)),
		total,
		filter: { name, which },
		mayReset: mayResetFactor(ctx),
		maySetRules: maySetRules(ctx),
		reset: Number(searchParams.get('reset')) || 0,
	};
};

const ticked = (form: FormData): string[] => [...new Set(form.getAll('person').map(String))].filter(isId);
const refused = (status: number, sentences: string[]) => fail(status, { slips: [] as Slip[], refused: sentences });

type Slip = Pick<GivenLink, 'name' | 'username' | 'again'> & { address: string; until: string };
const slipOf = ({ locals: { ctx }, url }: Event, { token, expires_at, name, username, again }: GivenLink): Slip => ({
	name,
	username,
	again,
	address: `${url.origin}/${ctx.committee.slug}/password/${token}`,
	until: momentIn(ctx, expires_at),
});

/** Does the same for everybody who is ticked; the first refusal is said. */
async function forTicked<T>(event: Event & Pick<RequestEvent, 'request'>, work: (person: string) => Promise<T>) {
	await keepIfSignedOut(event);
	keeper(event);
	const persons = ticked(await event.request.formData());
	if (!persons.length) return refused(422, [t('sign_in.none_picked')]);
	if (persons.length > most) return refused(422, [t('sign_in.too_many_picked', { n: most })]);
	const done: T[] = [];
	try {
		for (const person of persons) done.push(await work(person));
	} catch (caught) {
		const refusal = asRefusal(caught);
		if (!refusal) throw caught;
		return refused(
			statusOf(refusal),
			refusedFields(refusal).map(({ sentence }) => sentence),
		);
	}
	return done;
}

export const actions: Actions = {
	slips: async (event) => {
		const links = await forTicked(event, (person) => giveLink(event.locals.ctx, person));
		return Array.isArray(links) ? { slips: links.map((link) => slipOf(event, link)), refused: [] as string[] } : links;
	},
	reset: async (event) => {
		const done = await forTicked(event, (person) => resetFactor(event.locals.ctx, person));
		if (!Array.isArray(done)) return done;
		redirect(303, `${event.url.pathname}?reset=${done.length}`);
	},
};
