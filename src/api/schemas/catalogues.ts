import { z } from '@hono/zod-openapi';
import { day, id, words } from './wire.ts';

const body = z
	.object({
		id,
		kind: z.string(),
		unit_kind: z.string().nullable(),
		slug: z.string(),
		name: z.string(),
		short_name: z.string(),
		duty: z.string(),
	})
	.openapi('Body');

export const catalogue = z
	.object({
		categories: z.array(words),
		correction_reasons: z.array(words),
		decline_reasons: z.array(words.extend({ conversion: z.string() })),
		result_classes: z.array(words.extend({ needs_promise: z.boolean() })),
		lengths: z.object({ title: z.int(), advised: z.int(), body: z.int(), reply: z.int() }),
		sessions: z.array(z.object({ id, name: z.string(), year: z.int(), opens_on: day })),
		handling_units: z.array(body),
		sectors: z.array(body),
		special_committees: z.array(body),
		participating_bodies: z.array(body),
		assigners: z.array(z.object({ id, short_name: z.string(), name: z.string() })),
	})
	.openapi('Catalogues');

export const member = z
	.object({ id, name: z.string(), sector: z.string().nullable(), member_no: z.string().nullable() })
	.openapi('Member');
