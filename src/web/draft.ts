import type { Context } from '#server/core/context.ts';
import { transition } from '#server/core/transition.ts';
import { currentLocale } from '#words';
import { formInput } from './form-input.ts';
import { asRefusal, problemOf, statusOf } from './refusal.ts';

/** The hour and minute in the committee's zone, as the form's head says it: 8:32. */
export const clockTime = (zone: string, at: Date): string =>
	new Intl.DateTimeFormat(currentLocale(), {
		timeZone: zone,
		hour: 'numeric',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(at);

/** Autosave: the form as it stands becomes the draft. Answers with the new version, or with the problem and what is stored. */
export async function saveDraft(
	ctx: Context,
	request: Request,
	machine: 'proposal' | 'reply',
	id: string,
): Promise<Response> {
	const form = await request.formData();
	const version = Number(form.get('version')) || undefined;
	const key = String(form.get('key') ?? '') || undefined;
	try {
		const outcome = await transition(ctx, machine, id, 'revise', { input: formInput(form), version, key });
		return Response.json({ version: outcome.version, saved_at: clockTime(ctx.committee.zone, ctx.now) });
	} catch (error) {
		const refusal = asRefusal(error);
		if (!refusal) throw error;
		return Response.json(problemOf(refusal, new URL(request.url).pathname), {
			status: statusOf(refusal),
			headers: { 'content-type': 'application/problem+json' },
		});
	}
}
