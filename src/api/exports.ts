import { createRoute, z } from '@hono/zod-openapi';
import { mediaTypes } from '#server/intake/stream.ts';
import { askForExport, dropExport, openExport, readExport } from '#server/proposals/export/commands.ts';
import { exportAtOnce, MOST_AT_ONCE, type Wanted } from '#server/proposals/export/read.ts';
import { listExports } from '#server/proposals/queries/exports.ts';
import { fileAnswer } from '#web/export/answer.ts';
import { signedIn } from './asking.ts';
import { proposalFilter } from './proposals.ts';
import { endpoints } from './routing.ts';
import { exportFile, fileContent } from './schemas/exports.ts';
import { readingRefusals, writingRefusals } from './schemas/problem.ts';
import { committee, id } from './schemas/wire.ts';

const asked = proposalFilter.omit({ after: true, limit: true }).extend({
	format: z.enum(['xlsx', 'csv']),
	open: z.stringbool().optional().openapi({ type: 'boolean', description: 'Only what everybody may read.' }),
});

const wantedIn = ({ format: _, open, ...filter }: z.output<typeof asked>): Wanted => ({
	...filter,
	...(open ? { openTo: 'public' } : {}),
});

const atOnce = createRoute({
	method: 'get',
	path: '/committees/{committee}/proposals/export',
	operationId: 'exportProposals',
	tags: ['exports'],
	summary: 'A list as it is filtered, as a ledger that can be imported again',
	description: `At most ${MOST_AT_ONCE} proposals, as they all stood at one instant. A longer list is asked for with \`POST …/exports\`.`,
	request: { params: z.object({ committee }), query: asked },
	responses: { 200: fileContent('The ledger.'), ...readingRefusals },
});

const begin = createRoute({
	method: 'post',
	path: '/committees/{committee}/exports',
	operationId: 'beginExport',
	tags: ['exports'],
	summary: 'Have a list of any length made, as it is filtered',
	description: 'One at a time for each person. Kept for seven days, for whoever asked alone.',
	request: { params: z.object({ committee }), query: asked },
	responses: {
		202: {
			description: 'It is queued; `Location` tells how far it is.',
			headers: { Location: { schema: { type: 'string' } } },
			content: { 'application/json': { schema: z.object({ id }) } },
		},
		...writingRefusals,
	},
});

const mine = createRoute({
	method: 'get',
	path: '/committees/{committee}/exports',
	operationId: 'listExports',
	tags: ['exports'],
	summary: 'The caller’s own files, the newest first',
	request: { params: z.object({ committee }) },
	responses: {
		200: {
			description: 'Ready ones and those under way.',
			content: { 'application/json': { schema: z.object({ rows: z.array(exportFile) }) } },
		},
		...readingRefusals,
	},
});

const ofOne = { params: z.object({ committee, id }) };
const state = createRoute({
	method: 'get',
	path: '/committees/{committee}/exports/{id}',
	operationId: 'readExport',
	tags: ['exports'],
	summary: 'How far a file is',
	request: ofOne,
	responses: {
		200: { description: 'Rows done of all.', content: { 'application/json': { schema: exportFile } } },
		...readingRefusals,
	},
});

const fetched = createRoute({
	method: 'get',
	path: '/committees/{committee}/exports/{id}/file',
	operationId: 'fetchExport',
	tags: ['exports'],
	summary: 'A file that is ready',
	request: ofOne,
	responses: { 200: fileContent('The ledger.'), ...readingRefusals },
});

const drop = createRoute({
	method: 'delete',
	path: '/committees/{committee}/exports/{id}',
	operationId: 'dropExport',
	tags: ['exports'],
	summary: 'Give a file up, or remove it',
	request: ofOne,
	responses: { 204: { description: 'It is gone.' }, ...writingRefusals },
});

export const exports = endpoints()
	.openapi(atOnce, async (c) => {
		const query = c.req.valid('query');
		const { format } = query;
		const file = await exportAtOnce(c.var.ctx, wantedIn(query), { format, signal: c.req.raw.signal });
		return fileAnswer({ ...file, type: mediaTypes[format] });
	})
	.openapi(begin, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		const query = c.req.valid('query');
		const begun = await askForExport(ctx, wantedIn(query), query.format);
		return c.json(begun, 202, { location: `${c.req.path}/${begun.id}` });
	})
	.openapi(mine, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		return c.json({ rows: await listExports(ctx.db, ctx) }, 200);
	})
	.openapi(state, async (c) => {
		signedIn(c.var.ctx.actor);
		return c.json(await readExport(c.var.ctx, c.req.param('id')), 200);
	})
	.openapi(fetched, async (c) => {
		signedIn(c.var.ctx.actor);
		const { file, pieces } = await openExport(c.var.ctx, c.req.param('id'));
		return fileAnswer({ name: file.name, type: mediaTypes[file.format], content: pieces, size: file.size });
	})
	.openapi(drop, async (c) => {
		signedIn(c.var.ctx.actor);
		await dropExport(c.var.ctx, c.req.param('id'));
		return c.body(null, 204);
	});
