import { system, type Context } from '../core/context.ts';
import { inTransaction } from '../core/database.ts';
import { endDeadlines, startDeadline } from '../core/deadlines.ts';
import { machineNamed } from '../core/machine.ts';
import { Refusal } from '../core/refusal.ts';
import { settingsOf } from '../core/settings.ts';
import { lockMatter } from '../core/timeline.ts';
import { transition, within } from '../core/transition.ts';
import { reminderOf } from '../matters/reminders/remind.ts';
import { tell } from '../notices/tell.ts';
import { findOverdueEvaluation, listExpiredSignatures, listOverdueEvaluations } from './queries/lapsing.ts';

const atOnce = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Takes up each once, in pages, in the order of their ids: one that cannot be done now does not stop the others. */
async function each(list: (after: string) => Promise<string[]>, work: (id: string) => Promise<unknown>): Promise<void> {
	let page: string[] = [];
	do {
		page = await list(page.at(-1) ?? beforeAll);
		for (const id of page) await work(id);
	} while (page.length === atOnce);
}

/** An act of the clock. Somebody may have acted in between; then the time has passed, or has not come. */
async function actOfClock(ctx: Context, machine: string, id: string, action: string): Promise<void> {
	await transition({ ...ctx, actor: system }, machine, id, action).catch((error: unknown) => {
		if (!(error instanceof Refusal)) throw error;
	});
}

/**
 * The term for an opinion is over: its giver is reminded once and has a second term (domain.md 2.1.3: "default then a
 * reminder, then no feedback"). The second clock takes the place of the first, which tells that the reminder is done.
 */
const askOnceMore = (ctx: Context, id: string): Promise<void> =>
	inTransaction(ctx.db, async (trx, now) => {
		const inner = { ...within(ctx, trx, now), actor: system };
		const matter = await lockMatter(trx, inner, 'evaluation', id);
		const awaited = matter && (await findOverdueEvaluation(trx, inner, id));
		if (!awaited) return;
		const of = { matter_id: matter.id, machine: 'evaluation', subject_id: id };
		await endDeadlines(trx, inner, of, ['evaluation'], 'cancelled');
		const due_on = await startDeadline(trx, inner, await settingsOf(trx, inner), of, 'evaluation_reminded');
		await machineNamed(matter.kind)?.settle?.(trx, inner, matter.id);
		await tell(inner, [
			reminderOf(inner, { ...of, id, kind: 'evaluation_reminded', starts_on: inner.today, due_on }, 'start', [
				awaited.person_id,
			]),
		]);
	});

/** What nobody answered in time: invitations to sign, and opinions, these after one reminder. */
export async function lapse(ctx: Context): Promise<void> {
	await each(
		(after) => listExpiredSignatures(ctx.db, ctx, after, atOnce),
		(id) => actOfClock(ctx, 'signature', id, 'lapse'),
	);
	await each(
		(after) => listOverdueEvaluations(ctx.db, ctx, 'evaluation', after, atOnce),
		(id) => askOnceMore(ctx, id),
	);
	await each(
		(after) => listOverdueEvaluations(ctx.db, ctx, 'evaluation_reminded', after, atOnce),
		(id) => actOfClock(ctx, 'evaluation', id, 'lapse'),
	);
}
