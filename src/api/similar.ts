import { createRoute, z } from '@hono/zod-openapi';
import { understand } from '#server/core/input.ts';
import { written } from '#server/similarity/input.ts';
import { judgeUnlike, takeBackJudgement } from '#server/similarity/commands.ts';
import { demandExaminer, pairViews, readPairs } from '#server/similarity/pairs.ts';
import { readSimilar, readSimilarTo } from '#server/similarity/read.ts';
import { compareSession } from '#server/similarity/session/compare-session.ts';
import { signedIn } from './asking.ts';
import { objectIn } from './body.ts';
import { demandLeaveOf } from './leave.ts';
import { endpoints } from './routing.ts';
import { readingRefusals, writingRefusals } from './schemas/problem.ts';
import { pairOut, pairPage, similar } from './schemas/similar.ts';
import { committee, id, idParam } from './schemas/wire.ts';

/** A call is waited for so long. */
const patienceMs = 2_000;

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
	request: {
		params: z.object({ committee }),
		query: z.object({ session_id: idParam, view: z.enum(pairViews).default('all') }),
	},
	responses: {
		200: {
			description:
				'At most a hundred pairs, the likest first. The newest session is compared by itself within minutes.',
			content: { 'application/json': { schema: pairPage } },
		},
		403: writingRefusals[403],
		...readingRefusals,
	},
});

const compared = createRoute({
	method: 'post',
	path: '/committees/{committee}/similar/pairs/comparison',
	operationId: 'compareSession',
	tags: ['similarity'],
	summary: 'Compare what is new or changed in a session, now',
	description: 'Works for two seconds at most and answers how much is left; ask again until nothing is.',
	request: { params: z.object({ committee }), query: z.object({ session_id: idParam }) },
	responses: {
		200: {
			description: 'How many proposals are still to be compared.',
			content: { 'application/json': { schema: z.object({ waiting: z.int() }) } },
		},
		...writingRefusals,
	},
});

const judged = { params: z.object({ committee, id, other: id }) };
const unlike = createRoute({
	method: 'put',
	path: '/committees/{committee}/proposals/{id}/unlike/{other}',
	operationId: 'judgeUnlike',
	tags: ['similarity'],
	summary: 'Two proposals of a session are different matters',
	description: 'Said by who examines; neither is named as like the other from now on. Said again, it stands as it was.',
	request: judged,
	responses: { 204: { description: 'It stands.' }, ...writingRefusals },
});
const alike = createRoute({
	method: 'delete',
	path: '/committees/{committee}/proposals/{id}/unlike/{other}',
	operationId: 'takeBackUnlike',
	tags: ['similarity'],
	summary: 'Take back that two proposals are different matters',
	request: judged,
	responses: { 204: { description: 'It stands no more.' }, ...writingRefusals },
});

export const likeness = endpoints()
	.openapi(text, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		demandLeaveOf(c, 'similarity');
		return c.json({ rows: await readSimilar(ctx, understand(written, await objectIn(c))) }, 200);
	})
	.openapi(one, async (c) => {
		demandLeaveOf(c, 'similarity');
		return c.json({ rows: await readSimilarTo(c.var.ctx, c.req.param('id')) }, 200);
	})
	.openapi(pairs, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		const { session_id, view } = c.req.valid('query');
		const { pairs: rows, progress } = await readPairs(ctx, session_id, { view });
		return c.json({ ...progress, rows: rows.map(pairOut) }, 200);
	})
	.openapi(compared, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		demandExaminer(ctx);
		demandLeaveOf(c, 'similarity');
		const until = performance.now() + patienceMs;
		return c.json({ waiting: await compareSession(ctx, c.req.valid('query').session_id, until) }, 200);
	})
	.openapi(unlike, async (c) => {
		signedIn(c.var.ctx.actor);
		await judgeUnlike(c.var.ctx, [c.req.param('id'), c.req.param('other')]);
		return c.body(null, 204);
	})
	.openapi(alike, async (c) => {
		signedIn(c.var.ctx.actor);
		await takeBackJudgement(c.var.ctx, [c.req.param('id'), c.req.param('other')]);
		return c.body(null, 204);
	});
