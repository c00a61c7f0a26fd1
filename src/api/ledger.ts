import { createRoute, z } from '@hono/zod-openapi';
import { unknown } from '#server/core/refusal.ts';
import { proveEntry } from '#server/ledger/proof.ts';
import { listCheckpoints } from '#server/ledger/queries/chain.ts';
import { readProposal } from '#server/proposals/read.ts';
import { endpoints } from './routing.ts';
import { checkpoint, proof } from './schemas/ledger.ts';
import { readingRefusals } from './schemas/problem.ts';
import { committee, idParam } from './schemas/wire.ts';

const list = createRoute({
	method: 'get',
	path: '/committees/{committee}/ledger',
	operationId: 'listCheckpoints',
	tags: ['ledger'],
	summary: 'The sealed record: checkpoints, the newest first',
	description:
		'Public. Whoever keeps one can later be shown that nothing before it was changed. Ask with `before` for older ones.',
	request: {
		params: z.object({ committee }),
		query: z.object({
			before: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
			limit: z.coerce.number().int().min(1).max(500).default(50),
		}),
	},
	responses: {
		200: {
			description: 'Blocks without their entries, which hold fingerprints only.',
			content: { 'application/json': { schema: z.object({ rows: z.array(checkpoint) }) } },
		},
		...readingRefusals,
	},
});

const newest = createRoute({
	method: 'get',
	path: '/committees/{committee}/ledger/checkpoint',
	operationId: 'readCheckpoint',
	tags: ['ledger'],
	summary: 'The newest checkpoint, as a file to keep',
	request: { params: z.object({ committee }) },
	responses: {
		200: {
			description: 'What `npm run cli -- ledger verify --checkpoint FILE` takes.',
			content: { 'application/json': { schema: checkpoint } },
		},
		...readingRefusals,
	},
});

const proven = createRoute({
	method: 'get',
	path: '/committees/{committee}/ledger/proofs/{matter_id}/{seq}',
	operationId: 'proveEntry',
	tags: ['ledger'],
	summary: 'That one step of a matter is sealed, under the newest checkpoint',
	description:
		'For whoever may see that step. Checked offline with `npm run cli -- ledger verify --proof FILE`, or with any program for RFC 6962.',
	request: {
		params: z.object({ committee, matter_id: idParam, seq: z.coerce.number().int().min(1).max(2_147_483_647) }),
	},
	responses: {
		200: { description: 'The proof.', content: { 'application/json': { schema: proof } } },
		...readingRefusals,
	},
});

export const ledger = endpoints()
	.openapi(list, async (c) => {
		const { before, limit } = c.req.valid('query');
		const rows = await listCheckpoints(c.var.ctx.db, c.var.ctx, { limit, ...(before !== undefined && { before }) });
		return c.json({ rows }, 200, { 'cache-control': 'public, max-age=10' });
	})
	.openapi(newest, async (c) => {
		const [one] = await listCheckpoints(c.var.ctx.db, c.var.ctx, { limit: 1 });
		if (!one) throw unknown('checkpoint');
		return c.json(one, 200, {
			'cache-control': 'public, max-age=10',
			'content-disposition': `attachment; filename="checkpoint-${c.var.ctx.committee.slug}-${one.number}.json"`,
		});
	})
	.openapi(proven, async (c) => {
		const { ctx } = c.var;
		const { matter_id, seq } = c.req.valid('param');
		const { timeline, audience } = await readProposal(ctx, matter_id);
		if (!timeline.some((entry) => entry.seq === seq)) throw unknown('entry');
		const found = await proveEntry(ctx, { matter_id, seq });
		if (!found) throw unknown('proof');
		const named = audience !== 'public' && audience !== 'member';
		return c.json({ ...found, entry: named ? found.entry : null }, 200);
	});
