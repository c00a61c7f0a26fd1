import type { Context } from '#server/core/context.ts';
import { system } from '#server/core/context.ts';
import type { Trx } from '#server/core/database.ts';
import type { ComputedKind } from '#server/core/deadlines.ts';
import { mayBy } from '#server/core/grant.ts';
import { understand } from '#server/core/input.ts';
import { machineNamed, type AnyMachine, type Raise, type Subject } from '#server/core/machine.ts';
import type { Breach } from '#server/core/refusal.ts';
import { assignmentChanges } from './assignment-changes.ts';
import type { Changed, MemoryChange } from './change.ts';
import { endClocks, startClock } from './clocks.ts';
import { factsOf } from './facts.ts';
import { partsOf, type Life } from './life.ts';
import { log } from './log.ts';
import { nominationChanges } from './nomination-changes.ts';
import { proposalChanges } from './proposal-changes.ts';
import { replyChanges } from './reply-changes.ts';
import type { World } from './world.ts';

const memoryChanges: Record<string, MemoryChange> = {
	...proposalChanges,
	...assignmentChanges,
	...replyChanges,
	...nominationChanges,
};

/** Most changes of the lifecycles write nothing but their own row and are used as they are. One that asks for more needs its like in memory. */
const noDatabase = new Proxy({} as Trx, {
	get() {
		throw new Error('this change asks the database: file its like among the changes in memory');
	},
});

/** One machine of one life, at one instant, for one actor. */
export interface Deed {
	world: World;
	life: Life;
	machine: AnyMachine;
	action: string;
	ctx: Omit<Context, 'db'>;
}

const withoutDatabase = (ctx: Deed['ctx']): Context => ({ ...ctx, db: noDatabase });
export const rowFor = ({ life, machine, ctx }: Deed, id: string): Subject | undefined =>
	factsOf(life, withoutDatabase(ctx), machine.name).find((row) => row.id === id);

const actOf = ({ machine, action }: Deed) => {
	const act = machine.acts[action];
	if (!act) throw new Error(`${machine.name} has no act ${action}`);
	return act;
};

/** Why the act cannot be done now by this actor, in the order in which `transition` refuses; undefined where it can. */
export function hindrance(deed: Deed, row: Subject, input: unknown): string | undefined {
	const { machine, action, ctx, world } = deed;
	const act = actOf(deed);
	if (!act.from.includes(row.state)) return `is ${row.state}, not ${act.from.join(' or ')}`;
	if (!mayBy(machine.may[action] ?? [], ctx.actor, row.relations)) return `${ctx.actor.name} may not`;
	const occasion = { row, input, ctx: withoutDatabase(ctx), settings: world.settings };
	const breaches: Breach[] = [...(act.when ?? []), ...(act.needs ?? [])].flatMap((rule) => rule(occasion) ?? []);
	return breaches.length ? breaches.map(({ code }) => code).join(', ') : undefined;
}

export const inputOf = ({ machine, action }: Deed, input: unknown): unknown => {
	const schema = machine.input[action];
	if (!schema) throw new Error(`${machine.name} has no act ${action}`);
	return understand(schema, input);
};

/** State, columns and version, where the machine's `save` would put them. */
function save({ life, machine, ctx }: Deed, id: string, set: Record<string, unknown>): void {
	if (machine.name !== 'proposal') {
		const part = partsOf(life, machine.name).find((one) => one.id === id);
		if (part) Object.assign(part, set, { version: part.version + 1 });
		return;
	}
	Object.assign(life.matter, { version: life.matter.version + 1, changed_at: ctx.now });
	for (const [column, value] of Object.entries(set))
		Object.assign(column !== 'kind' && column in life.matter ? life.matter : life.proposal, { [column]: value });
}

/** Does what may be done: change, state, clocks, log, and what follows from it. */
export async function carryOut(deed: Deed, row: Subject, input: unknown): Promise<void> {
	const { world, life, machine, action, ctx } = deed;
	const act = actOf(deed);
	const occasion = { row, input, ctx: withoutDatabase(ctx), settings: world.settings };
	const own = memoryChanges[`${machine.name}.${action}`];
	const changed: Changed = (own ? own({ world, life, ...occasion }) : await act.change?.(noDatabase, occasion)) ?? {};
	const to_state = act.to === 'same' ? row.state : act.to;
	save(deed, row.id, { ...changed.set, state: to_state });
	moveClocks(deed, row);
	if (!act.quiet || to_state !== row.state) noteDown(deed, row, to_state, changed);
	for (const raise of act.raises ?? []) if (raise.when?.(occasion) ?? true) await follow(deed, row.id, raise);
}

function moveClocks(deed: Deed, row: Subject): void {
	const { world, life, machine, ctx } = deed;
	const { meets = [], starts = [] } = actOf(deed);
	endClocks(life, ctx, meets, 'met', row.id);
	const kinds = (typeof starts === 'function' ? starts(row) : starts) as readonly ComputedKind[];
	for (const kind of kinds) startClock(world, life, ctx, { machine: machine.name, subject_id: row.id }, kind);
}

function noteDown({ life, machine, action, ctx }: Deed, row: Subject, to_state: string, changed: Changed): void {
	const entry = { machine: machine.name, subject_id: row.id, action, from_state: row.state, to_state };
	const who = { actor_id: ctx.actor.person_id, on_behalf_of: changed.on_behalf_of ?? null, at: ctx.now };
	log(life, { ...entry, ...who }, { ...changed.log });
}

/** Acts of the system on relatives happen where their time has come. */
async function follow(deed: Deed, id: string, { on, machine: child = '', action }: Raise): Promise<void> {
	const name = { self: deed.machine.name, parent: 'proposal', children: child }[on];
	const machine = machineNamed(name);
	if (!machine) throw new Error(`${deed.machine.name} raises an act of ${name}, which does not exist`);
	const children = () => partsOf(deed.life, name).map((part) => part.id);
	const ids = on === 'self' ? [id] : on === 'parent' ? [deed.life.matter.id] : children();
	for (const relative of ids) {
		const raised: Deed = { ...deed, machine, action, ctx: { ...deed.ctx, actor: system } };
		const row = rowFor(raised, relative);
		if (row && !hindrance(raised, row, {})) await carryOut(raised, row, {});
	}
}
