import { createRoute, z } from '@hono/zod-openapi';
import { line, listOf } from '#server/core/input.ts';
import { countWork, listUnitProgress, listWork } from '#server/matters/queries.ts';
import { findCurrentSession } from '#server/people/queries.ts';
import { signedIn } from './asking.ts';
import { endpoints } from './routing.ts';
import { counts, progress, workRow } from './schemas/matters.ts';
import { readingRefusals } from './schemas/problem.ts';
import { committee, idParam } from './schemas/wire.ts';

const filter = z.object({
	scope: z.enum(['mine', 'all']).default('mine').openapi({
		description:
			'`mine`: in the caller’s hands or in those of a body in which he has a role; `all`: every open matter that he may see.',
	}),
	states: listOf(line(40), 20).openapi({ type: 'array', items: { type: 'string' } }),
	session_id: idParam.optional(),
	unit_id: idParam.optional().openapi({ description: 'The body in whose hands it is.' }),
	sector_id: idParam.optional(),
	title: line(120).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(100),
});

const work = createRoute({
	method: 'get',
	path: '/committees/{committee}/work',
	operationId: 'listWork',
	tags: ['matters'],
	summary: 'The caller’s desk: what waits, the most urgent first',
	request: { params: z.object({ committee }), query: filter },
	responses: {
		200: {
			description: 'What waits, and how many by state.',
			content: { 'application/json': { schema: z.object({ rows: z.array(workRow), counts: z.array(counts) }) } },
		},
		...readingRefusals,
	},
});

const units = createRoute({
	method: 'get',
	path: '/committees/{committee}/progress',
	operationId: 'listProgress',
	tags: ['matters'],
	summary: 'How far each unit is with what it was given in one session',
	request: {
		params: z.object({ committee }),
		query: z.object({
			session_id: idParam.optional().openapi({ description: 'The current session where none is named.' }),
		}),
	},
	responses: {
		200: {
			description: 'Counts by unit; co-handled ones stand beside and are never added.',
			content: {
				'application/json': { schema: z.object({ session_id: z.string().nullable(), rows: z.array(progress) }) },
			},
		},
		...readingRefusals,
	},
});

export const matters = endpoints()
	.openapi(work, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		const wanted = c.req.valid('query');
		const [rows, byState] = await Promise.all([listWork(ctx.db, ctx, wanted), countWork(ctx.db, ctx, wanted)]);
		return c.json({ rows, counts: byState }, 200);
	})
	.openapi(units, async (c) => {
		const { ctx } = c.var;
		const session_id = c.req.valid('query').session_id ?? (await findCurrentSession(ctx.db, ctx))?.id;
		return c.json(
			{ session_id: session_id ?? null, rows: session_id ? await listUnitProgress(ctx.db, ctx, session_id) : [] },
			200,
		);
	});
