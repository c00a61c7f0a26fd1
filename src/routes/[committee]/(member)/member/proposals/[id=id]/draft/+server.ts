import { Refusal } from '#server/core/refusal.ts';
import { clockTime } from '#web/draft.ts';
import { formInput } from '#web/forms.ts';
import { saveDraft, writtenIn } from '#web/member/draft.ts';
import { asRefusal, problemOf, statusOf } from '#web/refusal.ts';
import type { RequestHandler } from './$types';

/** Autosave: the form as it stands becomes the draft. A change that would ask signers again is never made by itself. */
export const POST: RequestHandler = async ({ request, locals: { ctx }, params, url }) => {
	const headers = { 'cache-control': 'private, no-store' };
	try {
		if (ctx.actor.kind !== 'person') throw new Refusal('not_signed_in', [{ code: 'refusal.signed_out' }]);
		const form = await request.formData();
		const saving = {
			version: Number(form.get('version')) || undefined,
			key: String(form.get('key') ?? '') || undefined,
			signatures: 0,
		};
		const version = await saveDraft(ctx, params.id, writtenIn(formInput(form)), saving);
		return Response.json({ version, saved_at: clockTime(ctx.committee.zone, ctx.now) }, { headers });
	} catch (error) {
		const refusal = asRefusal(error);
		if (!refusal) throw error;
		return Response.json(problemOf(refusal, url.pathname), {
			status: statusOf(refusal),
			headers: { ...headers, 'content-type': 'application/problem+json' },
		});
	}
};
