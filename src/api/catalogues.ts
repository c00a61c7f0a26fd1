import { createRoute, z } from '@hono/zod-openapi';
import { line } from '#server/core/input.ts';
import { settingsOf } from '#server/core/settings.ts';
import { listAssigners, listBodies, listMembers, listSessions } from '#server/people/queries.ts';
import { endpoints } from './routing.ts';
import { catalogue, member } from './schemas/catalogues.ts';
import { readingRefusals } from './schemas/problem.ts';
import { committee } from './schemas/wire.ts';

const all = createRoute({
	method: 'get',
	path: '/committees/{committee}/catalogues',
	operationId: 'readCatalogues',
	tags: ['catalogues'],
	summary: 'What forms are filled from: categories, reasons, result classes, lengths, bodies, sessions',
	description: 'Each is a setting of the committee and may change; codes are what acts take.',
	request: { params: z.object({ committee }) },
	responses: {
		200: { description: 'The catalogues in force now.', content: { 'application/json': { schema: catalogue } } },
		...readingRefusals,
	},
});

const members = createRoute({
	method: 'get',
	path: '/committees/{committee}/members',
	operationId: 'listMembers',
	tags: ['catalogues'],
	summary: 'Sitting members, by name',
	request: {
		params: z.object({ committee }),
		query: z.object({ name: line(40).optional().openapi({ description: 'Part of the name.' }) }),
	},
	responses: {
		200: {
			description: 'At most a thousand.',
			content: { 'application/json': { schema: z.object({ rows: z.array(member) }) } },
		},
		...readingRefusals,
	},
});

export const catalogues = endpoints()
	.openapi(all, async (c) => {
		const { ctx } = c.var;
		const [settings, sessions, handling_units, sectors, special_committees, participating_bodies, assigners] =
			await Promise.all([
				settingsOf(ctx.db, ctx),
				listSessions(ctx.db, ctx),
				listBodies(ctx.db, ctx, 'handling_unit'),
				listBodies(ctx.db, ctx, 'sector'),
				listBodies(ctx.db, ctx, 'special_committee'),
				listBodies(ctx.db, ctx, 'participating_body'),
				listAssigners(ctx.db, ctx),
			]);
		const { categories, correction_reasons, decline_reasons, result_classes, lengths } = settings;
		return c.json(
			{
				categories,
				correction_reasons,
				decline_reasons,
				result_classes,
				lengths,
				sessions,
				handling_units,
				sectors,
				special_committees,
				participating_bodies,
				assigners,
			},
			200,
		);
	})
	.openapi(members, async (c) =>
		c.json({ rows: await listMembers(c.var.ctx.db, c.var.ctx, c.req.valid('query')) }, 200),
	);
