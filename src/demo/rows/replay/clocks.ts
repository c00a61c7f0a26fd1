import type { Context } from '#server/core/context.ts';
import type { ComputedKind, DeadlineKind, Explanation } from '#server/core/deadlines.ts';
import { clocksOfRole } from '#server/handling/clocks.ts';
import type { Row } from '../row.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** The clocks of src/server/core/deadlines.ts, kept in memory. */
export interface Clocked {
	machine: string;
	subject_id: string;
}

function addClock(
	life: Life,
	ctx: Pick<Context, 'now' | 'today'>,
	of: Clocked,
	kind: DeadlineKind,
	explanation: Explanation,
): void {
	life.deadlines.push({
		committee_id: life.matter.committee_id,
		id: life.nextId(ctx.now),
		matter_id: life.matter.id,
		...of,
		kind,
		starts_on: ctx.today,
		due_on: explanation.due,
		explanation,
		state: 'open',
		ended_on: null,
	});
}

export const startClock = (
	world: World,
	life: Life,
	ctx: Pick<Context, 'now' | 'today'>,
	of: Clocked,
	kind: ComputedKind,
): void => addClock(life, ctx, of, kind, world.dueFrom(ctx.today, kind));

export const startPromisedClock = (life: Life, ctx: Context, of: Clocked, due: string): void =>
	addClock(life, ctx, of, 'commitment', { promised: true, from: ctx.today, due });

/** The clocks that begin when a unit is given a matter. */
export function startClocksOfUnit(
	world: World,
	life: Life,
	ctx: Context,
	assignment: Pick<Row<'assignment'>, 'id' | 'role'>,
): void {
	for (const kind of clocksOfRole[assignment.role])
		startClock(world, life, ctx, { machine: 'assignment', subject_id: assignment.id }, kind);
}

export function endClocks(
	life: Life,
	{ today }: Pick<Context, 'today'>,
	kinds: readonly string[] | 'all',
	state: 'met' | 'cancelled',
	subject_id?: string,
): void {
	for (const clock of openClocks(life, kinds))
		if (!subject_id || clock.subject_id === subject_id) Object.assign(clock, { state, ended_on: today });
}

export const openClocks = (life: Life, kinds: readonly string[] | 'all' = 'all'): Row<'deadline'>[] =>
	life.deadlines.filter((clock) => clock.state === 'open' && (kinds === 'all' || kinds.includes(clock.kind)));

/** The open reply clock with its term lengthened from the same start. */
export function extendReplyClock(world: World, life: Life, assignment_id: string): void {
	const { deadlines } = world.settings;
	const open = openClocks(life, ['reply']).find((clock) => clock.subject_id === assignment_id);
	if (!open) return;
	open.explanation = world.termFrom(open.starts_on, deadlines.reply, deadlines.extension);
	open.due_on = open.explanation.due;
}
