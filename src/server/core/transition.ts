import { markChanged } from './changes.ts';
import { endDeadlines, startDeadline, type ComputedKind } from './deadlines.ts';
import { system, type Actor, type Context } from './context.ts';
import { transact, type Trx } from './database.ts';
import { plainDateIn } from './clock.ts';
import { mayBy } from './grant.ts';
import { findAnswer, keepingAnswer } from './idempotency.ts';
import { isId } from './id.ts';
import { understand } from './input.ts';
import { queueJobs } from './jobs.ts';
import { machineNamed, type Act, type AnyMachine, type Occasion, type Raise, type Subject } from './machine.ts';
import {
	broken,
	brokenRules,
	changedMeanwhile,
	notPermitted,
	Refusal,
	unknown,
	wrongMoment,
	type Breach,
} from './refusal.ts';
import { settingsOf, type Settings } from './settings.ts';
import { append, lockMatter, saveSeq, type LockedMatter } from './timeline.ts';

export interface Attempt {
	input?: unknown;
	/** The version that the actor saw; required of persons for every act but quiet ones with none. */
	version?: number;
	/** Sent again with the same key, an act answers as it did the first time and is not done twice. */
	key?: string;
}

export type Outcome = {
	machine: string;
	id: string;
	matter_id: string;
	action: string;
	state: string;
	version: number;
};

/** The context inside a transaction: its connection, and the one instant that everything in it bears. */
export const within = (ctx: Context, trx: Trx, now: Date): Context =>
	ctx.clock === 'given' ? { ...ctx, db: trx } : { ...ctx, db: trx, now, today: plainDateIn(ctx.committee.zone, now) };

/** The one function that changes a state. Refuses in this order: unknown, not permitted, changed meanwhile, wrong moment, broken rule. */
export async function transition(
	ctx: Context,
	machineName: string,
	id: string,
	action: string,
	attempt: Attempt = {},
): Promise<Outcome> {
	try {
		const outcome = await transact(ctx.db, (trx) => transitionWithin(trx, ctx, machineName, id, action, attempt));
		markChanged(ctx.committee.slug);
		return outcome;
	} catch (error) {
		// the same act may have come through by another tap while its matter was waited for
		const twin = error instanceof Refusal && attempt.key && (await findAnswer<Outcome>(ctx.db, ctx, attempt.key));
		if (twin) return sameAct(twin, machineName, id, action);
		throw error;
	}
}

/** The same inside a transaction that a command has begun, for acts on several matters. The command locks them in id order. */
export async function transitionWithin(
	trx: Trx,
	asked: Context,
	machineName: string,
	id: string,
	action: string,
	attempt: Attempt,
): Promise<Outcome> {
	const machine = machineNamed(machineName);
	const act = machine && actNamed(machine, action);
	if (!machine || !act) throw unknown('act');
	const matter = isId(id) ? await lockMatter(trx, asked, machine.table, id, attempt.key) : undefined;
	if (!matter) throw unknown('matter');
	const ctx = within(asked, trx, matter.now);
	if (matter.answer) return sameAct(matter.answer as Outcome, machine.name, id, action);
	const row = await machine.find(trx, ctx, id);
	if (!row) throw unknown('matter');
	if (!mayBy(machine.may[action] ?? [], ctx.actor, row.relations)) throw notPermitted(`${machine.name}.${action}`);
	if (attempt.version !== undefined && attempt.version !== row.version) throw changedMeanwhile(row);
	const settings = await settingsOf(trx, ctx);
	const from = row.state;
	if (!act.from.includes(from))
		throw wrongMoment(
			`${machine.name}.${action}`,
			`${machine.name}.${from}`,
			allowedActions(ctx, machine, row, settings),
		);
	const occasion = {
		row,
		input: understand(machine.input[action] ?? unknownInput(action), attempt.input ?? {}),
		ctx,
		settings,
	};
	const breaches = breachesOf(act, occasion);
	if (breaches.length) throw brokenRules(breaches);
	const outcome = await carryOut(trx, { machine, matter, action, act, occasion, key: attempt.key });
	const settle = machineNamed(matter.kind)?.settle;
	await (settle ? settle(trx, ctx, matter.id, matter.seq) : saveSeq(trx, ctx, matter));
	return outcome;
}

/** Names come from outside: `constructor` is no act. */
const actNamed = (machine: AnyMachine, action: string): Act<Subject, string, unknown> | undefined =>
	Object.hasOwn(machine.acts, action) ? machine.acts[action] : undefined;

/** A key stands for one act: with another it would be answered with what was never asked. */
function sameAct(first: Outcome, machine: string, id: string, action: string): Outcome {
	if (first.machine !== machine || first.id !== id || first.action !== action)
		throw broken('refusal.key_used_before', { field: 'key' });
	return first;
}

const unknownInput = (action: string): never => {
	throw new Error(`act ${action} has no input schema`);
};

const breachesOf = (act: Act<Subject, string, unknown>, occasion: Occasion<Subject, unknown>): Breach[] =>
	[...(act.when ?? []), ...(act.needs ?? [])].flatMap((rule) => rule(occasion) ?? []);

interface Deed {
	machine: AnyMachine;
	matter: LockedMatter;
	action: string;
	act: Act<Subject, string, unknown>;
	occasion: Occasion<Subject, unknown>;
	/** Under which the outcome is kept. */
	key?: string;
}

async function carryOut(trx: Trx, { machine, matter, action, act, occasion, key }: Deed): Promise<Outcome> {
	const { row, ctx, settings } = occasion;
	const to = act.to === 'same' ? row.state : act.to;
	const { id, version } = row;
	const outcome = { machine: machine.name, id, matter_id: matter.id, action, state: to, version: version + 1 };
	const keeping = key === undefined ? undefined : keepingAnswer(ctx, key, outcome);
	const changed = (await act.change?.(trx, occasion)) ?? {};
	await machine.save(trx, ctx, row, { ...changed.set, state: to });
	await moveClocks(trx, ctx, settings, machine, row, act);
	if (!act.quiet || to !== row.state) {
		const content = { ...(changed.log ?? {}) };
		const entry = {
			machine: machine.name,
			subject_id: id,
			action,
			from_state: row.state,
			to_state: to,
			content,
			on_behalf_of: changed.on_behalf_of ?? null,
		};
		const seq = await append(trx, ctx, matter, entry, keeping);
		await queueJobs(trx, act.then ?? [], {
			committee_id: ctx.committee.id,
			matter_id: matter.id,
			machine: machine.name,
			subject_id: id,
			action,
			seq,
		});
	} else await keeping?.execute(trx);
	for (const raise of act.raises ?? [])
		if (raise.when?.(occasion) ?? true) await follow(trx, ctx, matter, machine, id, raise);
	return outcome;
}

async function moveClocks(
	trx: Trx,
	ctx: Context,
	settings: Settings,
	machine: AnyMachine,
	row: Subject,
	act: Act<Subject, string, unknown>,
): Promise<void> {
	const of = { matter_id: row.matter_id, machine: machine.name, subject_id: row.id };
	if (act.meets?.length) await endDeadlines(trx, ctx, of, act.meets);
	const starts = typeof act.starts === 'function' ? act.starts(row) : (act.starts ?? []);
	for (const kind of starts) await startDeadline(trx, ctx, settings, of, kind as ComputedKind);
}

/** Tries an act of the system on a relative. It happens when its `from` and rules allow; otherwise the time has not come. */
async function follow(
	trx: Trx,
	ctx: Context,
	matter: LockedMatter,
	machine: AnyMachine,
	id: string,
	raise: Raise,
): Promise<void> {
	const target =
		raise.on === 'self' ? machine : machineNamed(raise.on === 'parent' ? matter.kind : (raise.machine ?? ''));
	const act = target?.acts[raise.action];
	if (!target || !act)
		throw new Error(`${machine.name} raises ${raise.machine ?? raise.on}.${raise.action}, which does not exist`);
	const ids =
		raise.on === 'self' ? [id] : raise.on === 'parent' ? [matter.id] : await target.ofMatter(trx, ctx, matter.id);
	for (const relative of ids) await asSystem(trx, ctx, matter, target, relative, raise.action);
}

async function asSystem(
	trx: Trx,
	ctx: Context,
	matter: LockedMatter,
	machine: AnyMachine,
	id: string,
	action: string,
): Promise<void> {
	const inner = { ...ctx, actor: system };
	const act = machine.acts[action];
	const row = await machine.find(trx, inner, id);
	if (!act || !row?.state || !act.from.includes(row.state)) return;
	const occasion = { row, input: {}, ctx: inner, settings: await settingsOf(trx, ctx) };
	if (breachesOf(act, occasion).length) return;
	await carryOut(trx, { machine, matter, action, act, occasion });
}

const inPlace = (ctx: Context, machine: AnyMachine, row: Subject) =>
	Object.entries(machine.acts).filter(
		([action, act]) => act.from.includes(row.state) && mayBy(machine.may[action] ?? [], ctx.actor, row.relations),
	);
const hindrances = (ctx: Context, act: Act<Subject, string, unknown>, row: Subject, settings: Settings): Breach[] =>
	(act.when ?? []).flatMap((rule) => rule({ row, input: {}, ctx, settings }) ?? []);

/** What this actor could do now, by the same tables as doing it: permitted, at this moment, and standing conditions met. */
export const allowedActions = (
	ctx: Context & { actor: Actor },
	machine: AnyMachine,
	row: Subject,
	settings: Settings,
): string[] =>
	inPlace(ctx, machine, row)
		.filter(([, act]) => !hindrances(ctx, act, row, settings).length)
		.map(([action]) => action);

/** What he could do now but for standing conditions, each with those that are not met. */
export const hinderedActions = (
	ctx: Context,
	machine: AnyMachine,
	row: Subject,
	settings: Settings,
): Record<string, Breach[]> =>
	Object.fromEntries(
		inPlace(ctx, machine, row)
			.map(([action, act]) => [action, hindrances(ctx, act, row, settings)] as const)
			.filter(([, breaches]) => breaches.length),
	);
