import { redirect } from '@sveltejs/kit';
import { plainDateIn } from '#server/core/clock.ts';
import { askForExport, dropExport } from '#server/proposals/export/commands.ts';
import { countWanted, MOST_AT_ONCE } from '#server/proposals/export/read.ts';
import { listExports } from '#server/proposals/queries/exports.ts';
import { formatIn, wantedIn } from '#web/export/wanted.ts';
import { answerForm, withDone } from '#web/forms.ts';
import { momentIn } from '#web/sign-in/devices.ts';
import { received } from '../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

const counted = 100_000;

/** A large list that was asked for, with how many rows it has; undefined where the address asks for none. */
async function askedFor({ locals: { ctx }, url }: Pick<Parameters<PageServerLoad>[0], 'locals' | 'url'>) {
	if (!url.searchParams.has('list')) return undefined;
	formatIn(url.searchParams);
	const n = await countWanted(ctx, await wantedIn(ctx, url.searchParams), counted);
	return { n: Math.min(n, counted), more: n > counted, query: url.search };
}

export const load: PageServerLoad = async (event) => {
	const { locals, url, setHeaders } = event;
	const { ctx } = locals;
	setHeaders({ 'cache-control': 'private, no-store' });
	const signedIn = ctx.actor.kind === 'person';
	const asked = await askedFor(event);
	const toSignIn = `/${ctx.committee.slug}/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`;
	if (!signedIn && !asked) redirect(303, toSignIn);
	const files = (signedIn ? await listExports(ctx.db, ctx) : []).map(({ expires_at, asked_at, ...file }) => ({
		...file,
		asked: momentIn(ctx, asked_at),
		until: plainDateIn(ctx.committee.zone, expires_at),
	}));
	return {
		asked,
		toSignIn: signedIn ? null : toSignIn,
		most: MOST_AT_ONCE,
		files,
		underWay: files.some(({ state }) => state === 'waiting' || state === 'running'),
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	begin: async (event) => {
		const { ctx, url } = await received(event);
		const answer = await answerForm({ machine: 'export', id: '', act: 'begin' }, {}, async () =>
			askForExport(ctx, await wantedIn(ctx, url.searchParams), formatIn(url.searchParams)),
		);
		if ('done' in answer) redirect(303, `${url.pathname}?done=begun`);
		return answer;
	},
	drop: async (event) => {
		const { ctx, form, url } = await received(event);
		await dropExport(ctx, String(form.get('id') ?? ''));
		redirect(303, withDone(new URL(url.pathname, url), 'dropped'));
	},
};
