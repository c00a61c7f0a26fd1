import { z } from '@hono/zod-openapi';
import type { DeadlineKind } from '#server/core/deadlines.ts';
import { defaultSettings } from '#server/core/settings.ts';
import { day, id } from './wire.ts';

const term = z.object({ n: z.int(), unit: z.enum(['working_days', 'days', 'months']) });
const computed = z.object({
	from: day,
	due: day,
	term,
	extended_by: term.optional(),
	counted_from: day,
	counted: z.int(),
	skipped: z.array(
		z.object({
			date: day,
			why: z.enum(['weekend', 'holiday', 'committee_holiday', 'paused']),
			name: z.string().optional(),
		}),
	),
	swapped: z.array(z.object({ date: day, name: z.string() })),
	moved_to_working_day: z.literal(true).optional(),
	beyond_known_calendar: z.boolean(),
});
const promised = z.object({ promised: z.literal(true), from: day, due: day });

const clocks = Object.keys(defaultSettings.deadlines).filter((name) => name !== 'extension');
const deadlineKinds = [...clocks, 'commitment'] as DeadlineKind[];

export const deadline = z
	.object({
		id,
		machine: z.string(),
		subject_id: id,
		kind: z.enum(deadlineKinds),
		starts_on: day,
		due_on: day,
		explanation: z.union([computed, promised]).openapi({
			description:
				'How the day was found: the computation’s own output with each day left out, or a day that a unit promised.',
		}),
		state: z.enum(['open', 'met', 'cancelled']),
		ended_on: day.nullable(),
	})
	.openapi('Deadline');
