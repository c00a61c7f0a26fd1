import { error, redirect } from '@sveltejs/kit';
import { deleteKeptFile, saveKeptSaid } from '#server/intake/queries.ts';
import { asRefusal, refusedFields } from '#web/refusal.ts';
import { answerForm } from '#web/forms.ts';
import { dropKeptFile, keepUpload, keptFile, mayBringIn, MOST_MEGABYTES, saidIn } from '#web/intake/kept.ts';
import { bringIn, intakeKinds } from '#web/intake/preview.ts';
import { t } from '#words';
import { received } from '../../../signed-out.ts';
import type { Actions, PageServerLoad } from './$types';

type Ctx = App.Locals['ctx'];

/** What the file means now: others may have stored the same in the meantime. */
async function preview(ctx: Ctx, id: string) {
	try {
		const { kind, name, content, said } = await keptFile(ctx, id);
		return { id, kind, name, said, ...(await bringIn(ctx, kind, name, content, { dryRun: true, said })) };
	} catch (caught) {
		const refusal = asRefusal(caught);
		if (!refusal) throw caught;
		return { gone: refusedFields(refusal).map(({ sentence }) => sentence) };
	}
}

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	if (!mayBringIn(ctx)) error(403, t('intake.not_yours'));
	const id = url.searchParams.get('file');
	return {
		kinds: intakeKinds.map((value) => ({
			value,
			label: t(`intake.kind.${value}`),
			small: t(`intake.kind.${value}.hint`),
		})),
		most: MOST_MEGABYTES,
		preview: id ? await preview(ctx, id) : null,
		stored: Number(url.searchParams.get('stored')) || null,
	};
};

export const actions: Actions = {
	upload: async (event) => {
		const { ctx, url, form } = await received(event);
		const values = { kind: form.get('kind') };
		const answer = await answerForm({ machine: 'intake', id: '', act: 'upload' }, values, () => keepUpload(ctx, form));
		if (!('done' in answer)) return answer;
		redirect(303, `${url.pathname}?file=${answer.done}`);
	},
	explain: async (event) => {
		const { ctx, url, form, id } = await received(event);
		const answer = await answerForm({ machine: 'intake', id, act: 'explain' }, Object.fromEntries(form), async () => {
			const { kind, name, content, said } = await keptFile(ctx, id);
			const now = saidIn(form, said);
			await bringIn(ctx, kind, name, content, { dryRun: true, said: now });
			await saveKeptSaid(ctx.db, ctx, id, now);
		});
		if (!('done' in answer)) return answer;
		redirect(303, `${url.pathname}?file=${id}`);
	},
	store: async (event) => {
		const { ctx, url, id } = await received(event);
		const answer = await answerForm({ machine: 'intake', id, act: 'store' }, {}, async () => {
			const { kind, name, content, said } = await keptFile(ctx, id);
			const done = await bringIn(ctx, kind, name, content, { dryRun: false, said });
			await deleteKeptFile(ctx.db, ctx, id);
			return done.touched;
		});
		if (!('done' in answer)) return answer;
		redirect(303, `${url.pathname}?stored=${answer.done}`);
	},
	discard: async (event) => {
		const { ctx, url, id } = await received(event);
		const answer = await answerForm({ machine: 'intake', id, act: 'discard' }, {}, () => dropKeptFile(ctx, id));
		if (!('done' in answer)) return answer;
		redirect(303, url.pathname);
	},
};
