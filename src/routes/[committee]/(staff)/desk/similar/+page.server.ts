import { error, redirect } from '@sveltejs/kit';
import { judgeUnlike, takeBackJudgement } from '#server/similarity/commands.ts';
import { demandExaminer, mayCompareSession } from '#server/similarity/pairs.ts';
import { compareSession } from '#server/similarity/session/compare-session.ts';
import { answerForm, withDone } from '#web/forms.ts';
import { askedIn, sessionPage } from '#web/similar/session.ts';
import { t } from '#words';
import { received } from '../../../signed-out.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A page is waited for so long; what is left is compared by the next press, or by the clock. */
const patienceMs = 1_500;

export const load: PageServerLoad = async ({ locals: { ctx }, url, parent }) => {
	await parent();
	if (!mayCompareSession(ctx)) error(403, t('search.near_not_yours'));
	return { near: await sessionPage(ctx, url) };
};

/** The same judgement from two buttons: said, and taken back. */
const judgement = (act: 'unlike' | 'alike', work: typeof judgeUnlike) => async (event: RequestEvent) => {
	const { ctx, url, form } = await received(event);
	const pair = [String(form.get('one') ?? ''), String(form.get('other') ?? '')] as const;
	const answer = await answerForm({ machine: 'similarity', id: pair[0], act }, {}, () => work(ctx, pair));
	if ('done' in answer) redirect(303, withDone(url, act));
	return answer;
};

export const actions: Actions = {
	unlike: judgement('unlike', judgeUnlike),
	alike: judgement('alike', takeBackJudgement),
	compare: async (event) => {
		const { ctx, url } = await received(event);
		const session = askedIn(url.searchParams).session_id;
		const answer = await answerForm({ machine: 'similarity', id: '', act: 'compare' }, {}, async () => {
			demandExaminer(ctx);
			return session ? compareSession(ctx, session, performance.now() + patienceMs) : 0;
		});
		if ('done' in answer) redirect(303, withDone(url, 'compared'));
		return answer;
	},
};
