import type { Db } from './database.ts';
import type { PlainDate } from './clock.ts';
import type { Role } from './grant.ts';

export interface Committee {
	id: string;
	slug: string;
	name: string;
	short_name: string;
	level: string;
	zone: string;
}

/** A role in a body, valid today, in the committee that the address names. */
export interface Mandate {
	role: Role;
	body_id: string;
	body_kind: string;
	body_name: string;
}

/** Who asks: a person with the mandates that count in this committee, the public, or the system (the clock). */
export interface Actor {
	kind: 'person' | 'public' | 'system';
	person_id: string | null;
	name: string;
	mandates: readonly Mandate[];
}

/** Who asks, for which committee, and when is now. Time and identity are arguments, never ambient. */
export interface Context {
	db: Db;
	actor: Actor;
	committee: Committee;
	now: Date;
	/** The date of `now` in the committee's zone. */
	today: PlainDate;
	/** 'given': `now` is not replaced by the transaction's own time (tests, imports, demo data). */
	clock?: 'given';
}

export const everyone: Actor = { kind: 'public', person_id: null, name: '', mandates: [] };
export const system: Actor = { kind: 'system', person_id: null, name: 'system', mandates: [] };

export const hasRole = (actor: Actor, role: Role): boolean => actor.mandates.some((mandate) => mandate.role === role);

/** The bodies in which the actor holds one of the roles. */
export const bodiesAs = (actor: Actor, ...roles: Role[]): string[] =>
	actor.mandates.filter((mandate) => roles.includes(mandate.role)).map((mandate) => mandate.body_id);
