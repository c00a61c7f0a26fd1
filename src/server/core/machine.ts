import type { z } from 'zod';
import type { Context } from './context.ts';
import type { Trx } from './database.ts';
import type { Grant, Relation } from './grant.ts';
import type { Breach } from './refusal.ts';
import type { Settings } from './settings.ts';

/** What every part of a matter's life has in common, with the caller's relations to it. */
export interface Subject {
	id: string;
	matter_id: string;
	state: string;
	version: number;
	relations: readonly Relation[];
}

/** An act as its rules and changes see it. */
export interface Occasion<Row, Input> {
	row: Row;
	input: Input;
	ctx: Context;
	settings: Settings;
}

/** True when fulfilled; otherwise it names what does not hold, and the field. Pure. */
export type Rule<Row, Input> = (occasion: Occasion<Row, Input>) => Breach | Breach[] | undefined;

/** Writes what the act changes beside the state; returns the columns of the row itself, and what the log should keep. */
export type Change<Row, Input> = (
	trx: Trx,
	occasion: Occasion<Row, Input>,
) => Promise<{ set?: Record<string, unknown>; log?: Record<string, unknown>; on_behalf_of?: string | null } | void>;

/** An act of the system on a relative of the subject, tried in the same transaction; it happens if its `from` and `needs` allow. */
export interface Raise {
	on: 'parent' | 'self' | 'children';
	/** Whether this time; without it, always. */
	when?(deed: { row: Subject; input: unknown }): boolean;
	/** For children. */
	machine?: string;
	action: string;
}

export interface Act<Row, State extends string, Input> {
	from: readonly State[];
	to: State | 'same';
	/** Standing conditions, of the row alone: where one fails, the act is not offered. */
	when?: readonly Rule<Row, unknown>[];
	/** What must hold of row and input. */
	needs?: readonly Rule<Row, Input>[];
	change?: Change<Row, Input>;
	raises?: readonly Raise[];
	/** Clocks that begin with this act (the terms are settings), and those that it ends. */
	starts?: readonly string[] | ((row: Row) => readonly string[]);
	meets?: readonly string[];
	/** Jobs queued in the same transaction. */
	then?: readonly string[];
	/** Saving a draft: versioned and guarded like any act, but no event of the matter's life. */
	quiet?: boolean;
}

export type Inputs<Action extends string> = Record<Action, z.ZodType>;

export interface Machine<Row extends Subject, State extends string, Action extends string, I extends Inputs<Action>> {
	name: string;
	/** The table of its rows; the root machine's rows share their id with the matter. */
	table: string;
	states: readonly State[];
	initial: State;
	input: I;
	may: Record<Action, Grant>;
	acts: { [A in Action]: Act<Row, State, z.output<I[A]>> };
	/** The row with what its rules need to know, the caller's relations beside it; undefined where the actor may not see it. */
	find(trx: Trx, ctx: Context, id: string): Promise<Row | undefined>;
	/** Writes state and columns, raises the version. */
	save(trx: Trx, ctx: Context, row: Row, set: Record<string, unknown>): Promise<void>;
	/** Ids of this machine's rows that belong to a matter; for acts raised on children. */
	ofMatter(trx: Trx, ctx: Context, matter_id: string): Promise<string[]>;
	/** Root machines: brings holder and due date of the matter up to date after an act anywhere in it, and stores the number of its last entry. */
	settle?(trx: Trx, ctx: Context, matter_id: string, seq?: number): Promise<void>;
}

/** A machine whose row and input types are of no concern: how the registry, the API and the generated docs hold it. */
export interface AnyMachine {
	name: string;
	table: string;
	states: readonly string[];
	initial: string;
	input: Record<string, z.ZodType>;
	may: Record<string, Grant>;
	acts: Record<string, Act<Subject, string, unknown>>;
	find(trx: Trx, ctx: Context, id: string): Promise<Subject | undefined>;
	save(trx: Trx, ctx: Context, row: Subject, set: Record<string, unknown>): Promise<void>;
	ofMatter(trx: Trx, ctx: Context, matter_id: string): Promise<string[]>;
	/** Root machines: brings holder and due date of the matter up to date after an act anywhere in it, and stores the number of its last entry. */
	settle?(trx: Trx, ctx: Context, matter_id: string, seq?: number): Promise<void>;
}

const machines = new Map<string, AnyMachine>();

/** Enrols a machine under its name, so that acts of the system find it across slices. */
export function defineMachine<
	Row extends Subject,
	State extends string,
	Action extends string,
	I extends Inputs<Action>,
>(machine: Machine<Row, State, Action, I>): Machine<Row, State, Action, I> {
	// Rows and inputs only ever meet the machine that made them: `find` gives the row, `input` parses the input.
	machines.set(machine.name, machine as unknown as AnyMachine);
	return machine;
}

export const machineNamed = (name: string): AnyMachine | undefined => machines.get(name);
export const allMachines = (): AnyMachine[] => [...machines.values()];
