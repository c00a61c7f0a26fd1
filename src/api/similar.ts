import { createRoute, z } from '@hono/zod-openapi';
import { hasRole } from '#server/core/context.ts';
import { understand } from '#server/core/input.ts';
import { notPermitted } from '#server/core/refusal.ts';
import { written } from '#server/similarity/input.ts';
import { readPairs } from '#server/similarity/pairs.ts';
import { readSimilar, readSimilarTo } from '#server/similarity/read.ts';
import { signedIn } from './asking.ts';
import { objectIn } from './body.ts';
import { endpoints } from './routing.ts';
import { readingRefusals, writingRefusals } from './schemas/problem.ts';
import { pair, similar } from './schemas/similar.ts';
import { committee, id, idParam } from './schemas/wire.ts';

const rows = z.object({ rows: z.array(similar) });
const answer = {
	200: {
		description: 'At most five, the likest first, each with its reasons. Only such as the caller may read in full.',
		content: { 'application/json': { schema: rows } },
	},
};

const text = createRoute({
	method: 'post',
	path: '/committees/{committee}/similar',
	operationId: 'compareText',
	tags: ['similarity'],
	summary: 'Proposals like a text that is being written',
	description: 'Nothing is stored. The machine hints, the person decides.',
	request: {
		params: z.object({ committee }),
		body: {
			required: true,
			content: {
				'application/json': {
					schema: z
						.object({ title: z.string(), situation: z.string(), analysis: z.string(), suggestions: z.string() })
						.partial()
						.openapi('WrittenText'),
				},
			},
		},
	},
	responses: { ...answer, ...writingRefusals },
});

const one = createRoute({
	method: 'get',
	path: '/committees/{committee}/proposals/{id}/similar',
	operationId: 'listSimilar',
	tags: ['similarity'],
	summary: 'Proposals like this one',
	request: { params: z.object({ committee, id }) },
	responses: { ...answer, ...readingRefusals },
});

const pairs = createRoute({
	method: 'get',
	path: '/committees/{committee}/similar/pairs',
	operationId: 'listSimilarPairs',
	tags: ['similarity'],
	summary: 'Near-duplicates within one session, for those who examine',
	request: { params: z.object({ committee }), query: z.object({ session_id: idParam }) },
	responses: {
		200: {
			description: 'At most a hundred pairs, the likest first.',
			content: { 'application/json': { schema: z.object({ rows: z.array(pair) }) } },
		},
		403: writingRefusals[403],
		...readingRefusals,
	},
});

export const likeness = endpoints()
	.openapi(text, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		return c.json({ rows: await readSimilar(ctx, understand(written, await objectIn(c))) }, 200);
	})
	.openapi(one, async (c) => c.json({ rows: await readSimilarTo(c.var.ctx, c.req.param('id')) }, 200))
	.openapi(pairs, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		const examines = hasRole(ctx.actor, 'proposal_clerk') || hasRole(ctx.actor, 'proposal_director');
		if (!examines) throw notPermitted('similarity.pairs');
		return c.json({ rows: await readPairs(ctx, c.req.valid('query').session_id) }, 200);
	});
