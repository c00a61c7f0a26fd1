import { addDays, daysBetween } from '../../core/clock.ts';
import type { Context } from '../../core/context.ts';
import { settingsOf } from '../../core/settings.ts';
import { tell, type Telling } from '../../notices/tell.ts';
import { listOpenDeadlines, type OpenDeadline } from './queries.ts';
import { reminderDue } from './rules.ts';

/** Whom to remind of clocks of one kind: persons by the deadline's id. */
export type Addressees = (ctx: Context, deadlines: readonly OpenDeadline[]) => Promise<Map<string, string[]>>;

const pageSize = 500;

/** Reminds of every clock that runs out or has run out, on the days that the committee has set; each day once. */
export const remindWith =
	(addressees: Readonly<Record<string, Addressees>>) =>
	async (ctx: Context): Promise<void> => {
		const { reminders } = await settingsOf(ctx.db, ctx);
		if (!reminders.length) return;
		const until = addDays(ctx.today, Math.max(...reminders));
		let after: OpenDeadline | undefined;
		do {
			const page: OpenDeadline[] = await listOpenDeadlines(ctx.db, ctx, { until, after, limit: pageSize });
			await remindOf(ctx, addressees, reminders, page);
			after = page.length === pageSize ? page.at(-1) : undefined;
		} while (after);
	};

async function remindOf(
	ctx: Context,
	addressees: Readonly<Record<string, Addressees>>,
	reminders: readonly number[],
	page: readonly OpenDeadline[],
): Promise<void> {
	const byKind = Map.groupBy(page, (deadline) => deadline.kind);
	for (const [kind, ofKind] of byKind) {
		const due = ofKind
			.flatMap((deadline) => ({ deadline, offset: reminderDue(reminders, deadline, ctx.today) }))
			.filter(({ offset }) => offset !== undefined);
		const find = addressees[kind];
		if (!find || !due.length) continue;
		const persons = await find(
			ctx,
			due.map(({ deadline }) => deadline),
		);
		await tell(
			ctx,
			due.map(({ deadline, offset }) => reminderOf(ctx, deadline, offset ?? 0, persons.get(deadline.id) ?? [])),
		);
	}
}

/** The due day belongs to the key: after an extension the days before the new one come again. */
export function reminderOf(
	ctx: Context,
	{ id, matter_id, kind, due_on }: OpenDeadline,
	offset: number | 'start',
	person_ids: readonly string[],
): Telling {
	const left = daysBetween(ctx.today, due_on);
	return {
		matter_id,
		kind: `reminder.${left > 0 ? 'soon' : left === 0 ? 'today' : 'over'}`,
		dedupe: `remind:${id}:${due_on}:${offset}`,
		person_ids,
		about: { deadline: kind, days: Math.abs(left), due: due_on },
	};
}
