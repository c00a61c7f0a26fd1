import type { Context } from '#server/core/context.ts';
import { system } from '#server/core/context.ts';
import type { Trx } from '#server/core/database.ts';
import type { ComputedKind } from '#server/core/deadlines.ts';
import { mayBy } from '#server/core/grant.ts';
import { understand } from '#server/core/input.ts';
import { machineNamed, type AnyMachine, type Raise, type Subject } from '#server/core/machine.ts';
import type { Breach } from '#server/core/refusal.ts';
import type { Changed, MemoryChange } from './change.ts';
import { endClocks, startClock } from './clocks.ts';
import { factsOf } from './facts.ts';
import { handlingChanges } from './handling-changes.ts';
import { partsOf, type Life } from './life.ts';
import { log } from './log.ts';
import { nominationChanges } from './nomination-changes.ts';
import { proposalChanges } from './proposal-changes.ts';
import type { World } from './world.ts';

const memoryChanges: Record<string, MemoryChange> = { ...proposalChanges, ...handlingChanges, ...nominationChanges };

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
export const rowFor = ({ life, machine, ctx }: Deed, id: string): Subject | undefined => factsOf(life, withoutDatabase(ctx), machine.name).find((row) => row.id === id);

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
	endClocks(life, ctx, act.meets ?? [], 'met', row.id);
	const starts = typeof act.starts === 'function' ? act.starts(row) : (act.starts ?? []);
	for (const kind of starts) startClock(world, life, ctx, { machine: machine.name, subject_id: row.id }, kind as ComputedKind);
	const entry = { machine: machine.name, subject_id: row.id, action, from_state: row.state, to_state };
	if (!act.quiet || to_state !== row.state) log(life, { ...entry, actor_id: ctx.actor.person_id, on_behalf_of: changed.on_behalf_of ?? null, at: ctx.now }, { ...changed.log });
	for (const raise of act.raises ?? []) await follow(deed, row.id, raise);
}

/** Acts of the system on relatives happen where their time has come. */
async function follow(deed: Deed, id: string, raise: Raise): Promise<void> {
	const name = raise.on === 'self' ? deed.machine.name : raise.on === 'parent' ? 'proposal' : (raise.machine ?? '');
	const machine = machineNamed(name);
	if (!machine) throw new Error(`${deed.machine.name} raises an act of ${name}, which does not exist`);
	const ids = raise.on === 'self' ? [id] : raise.on === 'parent' ? [deed.life.matter.id] : partsOf(deed.life, name).map((part) => part.id);
	for (const relative of ids) {
		const raised: Deed = { ...deed, machine, action: raise.action, ctx: { ...deed.ctx, actor: system } };
		const row = rowFor(raised, relative);
		if (row && !hindrance(raised, row, {})) await carryOut(raised, row, {});
	}
}
