import { redirect } from '@sveltejs/kit';
import { findCurrentSession } from '#server/people/queries.ts';
import { createProposal } from '#server/proposals/commands.ts';
import { listAwaited } from '#server/proposals/queries/awaited.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { clockTime } from '#web/draft.ts';
import { answerForm, formInput, formKey } from '#web/forms.ts';
import { authorChoices, beginningOf } from '#web/member/author.ts';
import { errandItems } from '#web/member/errands.ts';
import { shortDay } from '#ui/text/days.ts';
import { t } from '#words';
import { keepIfSignedOut } from '../../../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking begins nothing: a draft is created by the button. */
export const load: PageServerLoad = async ({ locals: { ctx } }) => {
	const { slug, zone } = ctx.committee;
	const [session, awaited] = await Promise.all([findCurrentSession(ctx.db, ctx), listAwaited(ctx.db, ctx)]);
	const until =
		session &&
		t('member.until', {
			day: shortDay(plainDateIn(zone, session.cut_off_at), ctx.today),
			time: clockTime(zone, session.cut_off_at),
		});
	const open = session && session.cut_off_at > ctx.now;
	return {
		key: formKey(),
		authors: authorChoices(ctx.actor),
		begun: errandItems(
			awaited.filter((row) => row.errand === 'finish'),
			`/${slug}/member`,
			zone,
		),
		session: session
			? t(open ? 'member.new_cut_off' : 'member.new_cut_off_passed', { session: session.name, until })
			: '',
	};
};

export const actions: Actions = {
	begin: async (event) => {
		await keepIfSignedOut(event);
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const key = String(form.get('key') ?? '');
		const answer = await answerForm({ machine: 'proposal', id: '', act: 'create' }, formInput(form), () =>
			createProposal(ctx, beginningOf(String(form.get('author') ?? '')), key || undefined),
		);
		if ('done' in answer) redirect(303, `/${ctx.committee.slug}/member/proposals/${answer.done.id}/edit`);
		return answer;
	},
};
