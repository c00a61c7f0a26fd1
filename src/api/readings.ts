import { createRoute, z } from '@hono/zod-openapi';
import { readOwnReadings } from '#server/readings/read.ts';
import { signedIn } from './asking.ts';
import { endpoints } from './routing.ts';
import { readingRefusals } from './schemas/problem.ts';
import { reading } from './schemas/reading.ts';
import { committee } from './schemas/wire.ts';

const list = createRoute({
	method: 'get',
	path: '/committees/{committee}/readings',
	operationId: 'listReadings',
	tags: ['readings'],
	summary: 'Who looked at what is the caller’s own, the newest first',
	description:
		'His proposals while only those concerned may see them, and the rolls that hold him. His own readings are not among them; the same person is noted once a day for each matter and manner.',
	request: {
		params: z.object({ committee }),
		query: z.object({
			after: z
				.string()
				.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/)
				.optional()
				.openapi({ description: '`next` of the page before.' }),
			limit: z.coerce.number().int().min(1).max(100).default(30),
		}),
	},
	responses: {
		200: {
			description: 'One page of them.',
			content: { 'application/json': { schema: z.object({ rows: z.array(reading), next: z.string().nullable() }) } },
		},
		...readingRefusals,
	},
});

export const readings = endpoints().openapi(list, async (c) => {
	const { ctx } = c.var;
	signedIn(ctx.actor);
	const { rows, next } = await readOwnReadings(ctx, c.req.valid('query'));
	return c.json({ rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })), next }, 200);
});
