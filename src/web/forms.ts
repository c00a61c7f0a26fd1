import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Context } from '#server/core/context.ts';
import { newId } from '#server/core/id.ts';
import { transition } from '#server/core/transition.ts';
import { formInput } from './form-input.ts';
import { asRefusal, refusedFields, statusOf, type RefusedField } from './refusal.ts';

export { formInput };

/** What a refused form gets back: the sentences, and every word that was written. */
export interface Refused {
	at: { machine: string; id: string; act: string };
	kind: string;
	errors: RefusedField[];
	possible: readonly string[];
	values: Record<string, unknown>;
}

/** A key for the forms of one page: sent again, the same form is the same act. */
export const formKey = (): string => newId();

/** Runs `work` for a form: a refusal comes back with the sentences and everything that was written. */
export async function answerForm<T>(at: Refused['at'], values: Record<string, unknown>, work: () => Promise<T>) {
	try {
		return { done: await work() };
	} catch (error) {
		const refusal = asRefusal(error);
		if (!refusal) throw error;
		const refused: Refused = {
			at,
			kind: refusal.kind,
			errors: refusedFields(refusal),
			possible: refusal.possible,
			values,
		};
		return fail(statusOf(refusal), { refused });
	}
}

type ActEvent = Pick<RequestEvent, 'request' | 'locals' | 'url'>;

/**
 * The form action of every page that offers acts: hidden `machine`, `id`, `version`, `key`, the button's `act`, the rest is input.
 * Afterwards the page is fetched anew, so that going back or reloading does not act again.
 */
export async function act({ request, locals, url }: ActEvent) {
	const form = await request.formData();
	const field = (name: string) => String(form.get(name) ?? '');
	const at = { machine: field('machine'), id: field('id'), act: field('act') };
	const input = formInput(form);
	const version = field('version') ? Number(field('version')) : undefined;
	const answer = await answerForm(at, input, () =>
		transition(locals.ctx as Context, at.machine, at.id, at.act, { input, version, key: field('key') || undefined }),
	);
	if ('done' in answer) redirect(303, withDone(url, `${at.machine}.${at.act}`));
	return answer;
}

/** The page itself, told what was done so that it can say so. */
export function withDone(url: URL, done: string): string {
	const to = new URL(url);
	for (const name of [...to.searchParams.keys()]) if (name.startsWith('/')) to.searchParams.delete(name);
	to.searchParams.set('done', done);
	return to.pathname + to.search;
}
