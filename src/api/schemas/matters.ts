import { z } from '@hono/zod-openapi';
import type { UnitProgress, WorkRow } from '#server/matters/queries.ts';
import { day, id, instant, type Wire } from './wire.ts';

export const workRow = z
	.object({
		id,
		kind: z.string().openapi({ description: 'The machine of the matter.', example: 'proposal' }),
		number_label: z.string().nullable(),
		title: z.string(),
		state: z.string(),
		owner: z.string(),
		sector: z.string().nullable(),
		unit: z.string().nullable(),
		holder: z.string().nullable().openapi({ description: 'In whose hands it is.' }),
		holder_is_me: z.boolean(),
		due_on: day.nullable(),
		changed_at: instant,
		is_key: z.boolean(),
	})
	.openapi('WorkRow') satisfies z.ZodType<Wire<WorkRow>>;

export const counts = z.object({ state: z.string(), n: z.int(), overdue: z.int() });

export const progress = z
	.object({
		unit_id: id,
		unit: z.string(),
		unit_kind: z.string().nullable(),
		assigned: z.int(),
		answered: z.int(),
		overdue: z.int(),
		soon: z.int(),
		on_time: z.int(),
		co_handled: z.int(),
	})
	.openapi('UnitProgress') satisfies z.ZodType<Wire<UnitProgress>>;
