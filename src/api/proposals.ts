import { createRoute, z } from '@hono/zod-openapi';
import { line } from '#server/core/input.ts';
import { createProposal } from '#server/proposals/commands.ts';
import { proposalStates } from '#server/proposals/lifecycle.ts';
import { readProposal, readProposals } from '#server/proposals/read.ts';
import { signedIn } from './asking.ts';
import { draftBody } from './acts.ts';
import { objectIn } from './body.ts';
import { mayAfter } from './may.ts';
import { endpoints, keyHeader, keyOf } from './routing.ts';
import { readingRefusals, writingRefusals } from './schemas/problem.ts';
import { outcome, page, proposal, proposalKinds } from './schemas/proposal.ts';
import { committee, id, idParam } from './schemas/wire.ts';

export const proposalFilter = z.object({
	session_id: idParam.optional(),
	state: z.enum(proposalStates).optional(),
	category: line(40).optional(),
	unit_id: idParam.optional().openapi({ description: 'The lead unit.' }),
	sector_id: idParam.optional(),
	kind: z.enum(proposalKinds).optional(),
	result_class: line(4).optional(),
	title: line(120).optional().openapi({ description: 'Part of the title, or the whole number.' }),
	own: z.stringbool().optional().openapi({
		type: 'boolean',
		description: 'Only those of which the caller is a proposer or which he is invited to sign.',
	}),
	after: z
		.string()
		.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/)
		.optional()
		.openapi({ description: '`next` of the page before.' }),
	limit: z.coerce.number().int().min(1).max(100).default(20),
});

const list = createRoute({
	method: 'get',
	path: '/committees/{committee}/proposals',
	operationId: 'listProposals',
	tags: ['proposals'],
	summary: 'Proposals that the caller may see, the most recently changed first',
	request: { params: z.object({ committee }), query: proposalFilter },
	responses: {
		200: { description: 'One page of them.', content: { 'application/json': { schema: page } } },
		...readingRefusals,
	},
});

const one = createRoute({
	method: 'get',
	path: '/committees/{committee}/proposals/{id}',
	operationId: 'readProposal',
	tags: ['proposals'],
	summary: 'One proposal with its whole life, as far as it is open to the caller',
	request: { params: z.object({ committee, id }) },
	responses: {
		200: {
			description: 'The proposal, and what the caller may do.',
			content: { 'application/json': { schema: proposal } },
		},
		...readingRefusals,
	},
});

const create = createRoute({
	method: 'post',
	path: '/committees/{committee}/proposals',
	operationId: 'createProposal',
	tags: ['proposals'],
	summary: 'Begin a draft',
	description:
		'A draft may be half written; what must be there is asked when it is submitted. A clerk who enters a paper form names the member in `on_behalf_of`.',
	request: { params: z.object({ committee }), headers: keyHeader, body: draftBody },
	responses: {
		201: {
			description: 'The draft; `Location` is its address.',
			headers: { Location: { schema: { type: 'string' } } },
			content: { 'application/json': { schema: outcome } },
		},
		...writingRefusals,
	},
});

const mostCounted = 1000;

export const proposals = endpoints()
	.openapi(list, async (c) => {
		const { rows, total, next } = await readProposals(c.var.ctx, c.req.valid('query'));
		return c.json({ rows, total: total > mostCounted ? ('1000+' as const) : total, next }, 200);
	})
	.openapi(one, async (c) => c.json(await readProposal(c.var.ctx, c.req.param('id')), 200))
	.openapi(create, async (c) => {
		const { ctx } = c.var;
		signedIn(ctx.actor);
		const begun = await createProposal(ctx, await objectIn(c), keyOf(c.req.valid('header')));
		return c.json({ ...begun, may: await mayAfter(ctx, begun.matter_id) }, 201, {
			location: `${c.req.path}/${begun.id}`,
		});
	});
