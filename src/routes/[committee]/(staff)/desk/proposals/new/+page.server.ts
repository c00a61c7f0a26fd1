import { error, fail, redirect } from '@sveltejs/kit';
import { settingsOf } from '#server/core/settings.ts';
import { isId } from '#server/core/id.ts';
import { transition } from '#server/core/transition.ts';
import { listMembers } from '#server/people/queries.ts';
import { readDraft } from '#server/proposals/read.ts';
import { categoryOptions } from '#web/desk/acts.ts';
import { directoryOf, unitOptions } from '#web/desk/directory.ts';
import { enteredDraft, storeEntered, textFrom } from '#web/desk/entering.ts';
import { mayEnter } from '#web/desk/navigation.ts';
import { answerForm, formInput, formKey, withDone } from '#web/forms.ts';
import { findInvitee, memberLabel } from '#web/member/invitee.ts';
import { t } from '#words';
import { received } from '../../../../signed-out.ts';
import { deskActions as desk } from '../../actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url, parent }) => {
	await parent();
	if (!mayEnter(ctx)) error(403, t('staff.only_clerks_enter'));
	const draft = url.searchParams.get('draft') ?? '';
	const [view, members, settings, directory] = await Promise.all([
		isId(draft) ? readDraft(ctx, draft) : undefined,
		listMembers(ctx.db, ctx),
		settingsOf(ctx.db, ctx),
		directoryOf(ctx),
	]);
	if (view && !view.may.proposal.includes('revise')) redirect(303, `/${ctx.committee.slug}/desk/proposals/${view.id}`);
	return {
		draft: view ? enteredDraft(view) : null,
		members: members.map(memberLabel),
		categories: categoryOptions({ settings, directory }),
		units: unitOptions(directory),
		lengths: settings.lengths,
		key: formKey(),
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	/** An invitation is taken back. */
	act: desk.act,
	/** The paper form is stored as a draft first; refused by a rule, it can be gone on with, and nothing is typed twice. */
	enter: async (event) => {
		const { ctx, form } = await received(event);
		const input = formInput(form);
		const field = (name: string) => String(form.get(name) ?? '');
		const draft = { id: field('draft'), version: Number(field('version')) || undefined };
		const answer = await answerForm({ machine: 'proposal', id: draft.id, act: 'enter' }, input, async () => {
			Object.assign(
				draft,
				await storeEntered(ctx, draft, { person: field('person'), text: textFrom(input), key: field('key') }),
			);
			if (field('act') === 'submit')
				await transition(ctx, 'proposal', draft.id, 'submit', { key: `${field('key')}:submit` });
		});
		if (!('done' in answer)) return fail(answer.status, { ...answer.data, draft });
		const list = `/${ctx.committee.slug}/desk/proposals`;
		redirect(
			303,
			field('act') === 'submit'
				? `${list}/${draft.id}?done=proposal.submit`
				: `${list}/new?draft=${draft.id}&done=proposal.create_on_behalf`,
		);
	},
	invite: async (event) => {
		const { ctx, url, form, id, key } = await received(event);
		const answer = await answerForm({ machine: 'proposal', id, act: 'invite' }, formInput(form), async () =>
			transition(ctx, 'proposal', id, 'invite', {
				input: { person_id: await findInvitee(ctx, String(form.get('person') ?? '')) },
				key,
			}),
		);
		if (!('done' in answer)) return answer;
		redirect(303, withDone(url, 'proposal.invite'));
	},
};
