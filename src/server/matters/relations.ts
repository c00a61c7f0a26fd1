import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../core/context.ts';
import { mayBy, type Relation } from '../core/grant.ts';
import type { Openness } from '../core/schema.ts';
import { readingGrants } from './permissions.ts';

/** A uuid[] parameter. */
export const ids = (list: readonly string[]): RawBuilder<string[]> => sql`${[...list]}::uuid[]`;
/** One way to be related: the name where the condition holds. */
export const when = (condition: RawBuilder<unknown>, name: Relation): RawBuilder<unknown> =>
	sql`case when ${condition} then ${sql.lit(name)} end`;

type Provider = (actor: Actor) => RawBuilder<unknown>[];
const providers: Provider[] = [];
/** A slice tells how a person comes to be related to matter `m` through its tables. */
export const addRelations = (provider: Provider): void => void providers.push(provider);

/** The caller's relations to matter `m`, as text[]: a list's statement returns them beside each row. */
export const relationsTo = (actor: Actor): RawBuilder<Relation[]> => {
	if (!actor.person_id) return sql<Relation[]>`array[]::text[]`;
	const cases = providers.flatMap((provider) => provider(actor));
	return sql<Relation[]>`array_remove(array[${sql.join(cases)}]::text[], null)`;
};

const degrees = Object.keys(readingGrants) as Openness[];
/** Written out rather than bound: a statement that was planned for every reader of this kind still finds the index. */
const oneOf = (list: Openness[]): RawBuilder<boolean> =>
	list.length ? sql<boolean>`m.openness in (${sql.join(list.map(sql.lit))})` : sql<boolean>`false`;
const opens = (actor: Actor, openness: Openness): boolean =>
	actor.kind === 'system' || mayBy(readingGrants[openness], actor, []);

/** What a role alone opens, and what it does not. */
export const openedTo = (actor: Actor): RawBuilder<boolean> => oneOf(degrees.filter((one) => opens(actor, one)));
export const closedTo = (actor: Actor): RawBuilder<boolean> => oneOf(degrees.filter((one) => !opens(actor, one)));
/** Whether the actor has a part in matter `m`. */
export const relatedTo = (actor: Actor): RawBuilder<boolean> =>
	actor.person_id ? sql<boolean>`cardinality(${relationsTo(actor)}) > 0` : sql<boolean>`false`;

/** Whether the actor may see matter `m`; the same answer as `mayRead`, given by the database. */
export const visibleTo = (actor: Actor): RawBuilder<boolean> =>
	actor.person_id ? sql<boolean>`(${openedTo(actor)} or ${relatedTo(actor)})` : openedTo(actor);

export const mayRead = (actor: Actor, matter: { openness: Openness; relations: readonly Relation[] }): boolean =>
	actor.kind === 'system' || mayBy(readingGrants[matter.openness], actor, matter.relations);
