import { sql } from 'kysely';
import type { Committee } from '../core/context.ts';
import type { PlainDate } from '../core/clock.ts';

/** The mandate `md` is valid on this day: its last day is still one of it. */
export const validOn = (today: PlainDate) =>
	sql<boolean>`md.starts_on <= ${today} and (md.ends_on is null or md.ends_on >= ${today})`;

/** The mandates that are valid in this committee on this day, of the person `p`. */
export const mandatesOf = (committee: Pick<Committee, 'id'>, today: PlainDate) =>
	sql`coalesce((select json_agg(json_build_object('role', md.role, 'body_id', md.body_id, 'body_kind', b.kind, 'body_name', b.short_name))
		from mandate md join body b on b.committee_id = md.committee_id and b.id = md.body_id
		where md.person_id = p.id and md.committee_id = ${committee.id} and ${validOn(today)}), '[]')`;
