import { system, type Actor, type Mandate } from '#server/core/context.ts';
import type { PlainDate } from '#server/core/clock.ts';
import type { Role } from '#server/core/grant.ts';
import type { StoredBody } from '../bodies.ts';
import type { Row } from '../row.ts';

/** Who holds what on a day: the same answers as src/server/people/queries.ts gives from the database. */
export interface Register {
	/** The person with the mandates of the day, as a request would know him. */
	actor(committee_id: string, person_id: string | null, today: PlainDate): Actor;
	bodiesOf(committee_id: string, person_id: string, today: PlainDate): string[];
	sectorOf(committee_id: string, person_id: string, today: PlainDate): string | null;
	/** Who holds one of the roles, the first role first. */
	holdersOf(committee_id: string, roles: readonly Role[], today: PlainDate): string[];
	body(id: string): StoredBody | undefined;
	/** Whether somebody confirms assignments there. */
	assigns(body_id: string): boolean;
	/** The desk of this name in the committee. */
	desk(committee_id: string, slug: string): string | null;
}

export function registerOf(
	bodies: StoredBody[],
	mandates: Row<'mandate'>[],
	names: ReadonlyMap<string, string>,
): Register {
	const byId = new Map(bodies.map((body) => [body.id, body]));
	const held = Map.groupBy(mandates, ({ committee_id, person_id }) => `${committee_id} ${person_id}`);
	const holds = (committee_id: string, person_id: string, today: PlainDate) =>
		(held.get(`${committee_id} ${person_id}`) ?? []).filter(
			(one) => one.starts_on <= today && (one.ends_on === null || one.ends_on >= today),
		);
	const assigning = new Set(mandates.filter(({ role }) => role === 'assigner').map(({ body_id }) => body_id));
	const asMandate = ({ role, body_id }: Row<'mandate'>): Mandate => ({
		role: role as Role,
		body_id,
		body_kind: byId.get(body_id)?.kind ?? '',
		body_name: byId.get(body_id)?.short_name ?? '',
	});
	return {
		actor: (committee_id, person_id, today) =>
			person_id === null
				? system
				: {
						kind: 'person',
						person_id,
						name: names.get(person_id) ?? '',
						mandates: holds(committee_id, person_id, today).map(asMandate),
					},
		bodiesOf: (committee_id, person_id, today) => holds(committee_id, person_id, today).map(({ body_id }) => body_id),
		sectorOf: (committee_id, person_id, today) =>
			holds(committee_id, person_id, today).find(({ role }) => role === 'member')?.body_id ?? null,
		holdersOf: (committee_id, roles, today) =>
			roles.flatMap((role) =>
				mandates
					.filter((one) => one.committee_id === committee_id && one.role === role)
					.filter((one) => holds(committee_id, one.person_id, today).includes(one))
					.map(({ person_id }) => person_id),
			),
		body: (id) => byId.get(id),
		assigns: (id) => assigning.has(id),
		desk: (committee_id, slug) =>
			bodies.find(
				(body) =>
					body.committee_id === committee_id &&
					['special_committee', 'office'].includes(body.kind) &&
					body.slug === slug,
			)?.id ?? null,
	};
}
