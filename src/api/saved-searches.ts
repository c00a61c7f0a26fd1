import { createRoute, z } from '@hono/zod-openapi';
import { forgetSearch, keepSearch } from '#server/search/saved/commands.ts';
import { listSaved } from '#server/search/saved/queries.ts';
import { signedIn } from './asking.ts';
import { objectIn } from './body.ts';
import { endpoints, keyHeader, keyOf } from './routing.ts';
import { readingRefusals, writingRefusals } from './schemas/problem.ts';
import { saved } from './schemas/search.ts';
import { committee, id } from './schemas/wire.ts';

const list = createRoute({
	method: 'get',
	path: '/committees/{committee}/saved-searches',
	operationId: 'listSavedSearches',
	tags: ['search'],
	summary: 'The caller’s own saved searches, the newest first',
	request: { params: z.object({ committee }) },
	responses: {
		200: {
			description: 'At most fifty.',
			content: { 'application/json': { schema: z.object({ rows: z.array(saved) }) } },
		},
		...readingRefusals,
	},
});

const keep = createRoute({
	method: 'post',
	path: '/committees/{committee}/saved-searches',
	operationId: 'saveSearch',
	tags: ['search'],
	summary: 'Keep a search under a name',
	description:
		'Beside `name` it takes what a search takes: `q` and the filters. A name that is taken gets the new search.',
	request: {
		params: z.object({ committee }),
		headers: keyHeader,
		body: {
			required: true,
			content: {
				'application/json': {
					schema: z.object({ name: z.string(), q: z.string() }).catchall(z.string()).openapi('NewSavedSearch'),
				},
			},
		},
	},
	responses: {
		201: { description: 'Kept.', content: { 'application/json': { schema: z.object({ id }) } } },
		...writingRefusals,
	},
});

const forget = createRoute({
	method: 'delete',
	path: '/committees/{committee}/saved-searches/{id}',
	operationId: 'deleteSavedSearch',
	tags: ['search'],
	summary: 'Delete one of the caller’s own saved searches',
	request: { params: z.object({ committee, id }), headers: keyHeader },
	responses: { 204: { description: 'Deleted.' }, ...writingRefusals },
});

export const savedSearches = endpoints()
	.openapi(list, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		const rows = await listSaved(ctx.db, ctx);
		return c.json({ rows: rows.map((row) => ({ ...row, saved_at: row.saved_at.toISOString() })) }, 200);
	})
	.openapi(keep, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		return c.json({ id: await keepSearch(ctx, await objectIn(c), keyOf(c.req.valid('header'))) }, 201);
	})
	.openapi(forget, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		await forgetSearch(ctx, c.req.param('id'), keyOf(c.req.valid('header')));
		return c.body(null, 204);
	});
