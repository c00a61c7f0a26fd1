import { chinaCalendar, computeDeadline, type Calendar, type Deadline, type Term } from './working-days.ts';
import type { Context } from './context.ts';
import type { Trx } from './database.ts';
import { newId } from './id.ts';
import type { Settings } from './settings.ts';

export type ComputedKind = Exclude<keyof Settings['deadlines'], 'extension'>;
export type DeadlineKind = ComputedKind | 'commitment';
/** How the day was found: the computation's own output, or a day that a unit promised. */
export type Explanation = Deadline | { promised: true; from: string; due: string };

export interface Clocked {
	matter_id: string;
	machine: string;
	subject_id: string;
}

const calendars = new WeakMap<Settings, Calendar>();
/** Made once for each reading of the committee's settings. */
export function calendarOf(settings: Settings): Calendar {
	const made = calendars.get(settings) ?? chinaCalendar(settings.calendar, settings.known_years);
	calendars.set(settings, made);
	return made;
}

/** Starts a clock from today; the term is the committee's setting. Returns the due date. */
export async function startDeadline(
	trx: Trx,
	ctx: Context,
	settings: Settings,
	of: Clocked,
	kind: ComputedKind,
): Promise<string> {
	const explanation = computeDeadline({
		startsOn: ctx.today,
		term: settings.deadlines[kind],
		calendar: calendarOf(settings),
	});
	await insertDeadline(trx, ctx, of, kind, explanation);
	return explanation.due;
}

/** A clock whose day was promised rather than computed. */
export const startPromisedDeadline = (trx: Trx, ctx: Context, of: Clocked, due_on: string) =>
	insertDeadline(trx, ctx, of, 'commitment', { promised: true, from: ctx.today, due: due_on });

const insertDeadline = (trx: Trx, ctx: Context, of: Clocked, kind: DeadlineKind, explanation: Explanation) =>
	trx
		.insertInto('deadline')
		.values({
			committee_id: ctx.committee.id,
			id: newId(ctx.now.getTime()),
			...of,
			kind,
			starts_on: ctx.today,
			due_on: explanation.due,
			explanation,
			ended_on: null,
		})
		.execute();

/** The open deadline is moved: its term is lengthened from the same start, and the explanation says so (domain.md 2.1.3). */
export async function extendDeadline(
	trx: Trx,
	ctx: Context,
	settings: Settings,
	of: Clocked,
	kind: ComputedKind,
	term: Term,
): Promise<void> {
	const open = await trx
		.selectFrom('deadline')
		.select(['id', 'starts_on'])
		.where('committee_id', '=', ctx.committee.id)
		.where('matter_id', '=', of.matter_id)
		.where('subject_id', '=', of.subject_id)
		.where('kind', '=', kind)
		.where('state', '=', 'open')
		.executeTakeFirst();
	if (!open) return;
	const explanation = computeDeadline({
		startsOn: open.starts_on,
		term: settings.deadlines[kind],
		extendedBy: term,
		calendar: calendarOf(settings),
	});
	await trx
		.updateTable('deadline')
		.set({ due_on: explanation.due, explanation })
		.where('committee_id', '=', ctx.committee.id)
		.where('id', '=', open.id)
		.execute();
}

/** Ends the clocks of these kinds for the subject: `met` when what was waited for came, `cancelled` when it is no longer wanted. */
export async function endDeadlines(
	trx: Trx,
	ctx: Context,
	of: { matter_id: string; subject_id?: string },
	kinds: readonly string[] | 'all',
	state: 'met' | 'cancelled' = 'met',
): Promise<void> {
	let ended = trx
		.updateTable('deadline')
		.set({ state, ended_on: ctx.today })
		.where('committee_id', '=', ctx.committee.id)
		.where('matter_id', '=', of.matter_id)
		.where('state', '=', 'open');
	if (of.subject_id) ended = ended.where('subject_id', '=', of.subject_id);
	if (kinds !== 'all') ended = ended.where('kind', 'in', kinds as string[]);
	await ended.execute();
}
