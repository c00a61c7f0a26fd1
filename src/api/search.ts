import { createRoute, z } from '@hono/zod-openapi';
import { date, line } from '#server/core/input.ts';
import { proposalStates } from '#server/proposals/lifecycle.ts';
import { searchInput } from '#server/search/input.ts';
import { mostMatches, readSearch } from '#server/search/read.ts';
import { suggest } from '#server/search/suggest.ts';
import { demandLeaveOf } from './leave.ts';
import { endpoints } from './routing.ts';
import { readingRefusals } from './schemas/problem.ts';
import { proposalKinds } from './schemas/proposal.ts';
import { searchPage, suggestion } from './schemas/search.ts';
import { committee, idParam } from './schemas/wire.ts';

const asked = z.object({
	q: line(200).openapi({
		description:
			'Words, in any order, simplified or traditional; “in quotation marks” letter by letter; a number (128, 第128号, 10-5-128); a name, in letters too (gwc).',
		example: '老年食堂运营',
	}),
	session_id: idParam.optional(),
	term_id: idParam.optional(),
	state: z.enum(proposalStates).optional(),
	category: line(40).optional(),
	unit_id: idParam.optional().openapi({ description: 'The lead unit.' }),
	kind: z.enum(proposalKinds).optional(),
	submitted_from: date.optional(),
	submitted_to: date.optional(),
	sort: z.enum(['relevance', 'date']).default('relevance'),
	page: z.coerce.number().int().min(1).max(50).default(1),
});

const search = createRoute({
	method: 'get',
	path: '/committees/{committee}/search',
	operationId: 'search',
	tags: ['search'],
	summary: 'Proposals by words, phrases, numbers and names, as far as they are open to the caller',
	description:
		'Ranked among the newest thousand matches. What changed is found a few seconds later. What was found is marked in what the caller may read.',
	request: { params: z.object({ committee }), query: asked },
	responses: {
		200: { description: 'Twenty of them.', content: { 'application/json': { schema: searchPage } } },
		...readingRefusals,
	},
});

const suggestions = createRoute({
	method: 'get',
	path: '/committees/{committee}/search/suggestions',
	operationId: 'suggest',
	tags: ['search'],
	summary: 'Names and titles that begin with what was typed so far',
	request: { params: z.object({ committee }), query: z.object({ q: line(60) }) },
	responses: {
		200: {
			description: 'At most ten.',
			content: { 'application/json': { schema: z.object({ rows: z.array(suggestion) }) } },
		},
		...readingRefusals,
	},
});

export const searching = endpoints()
	.openapi(search, async (c) => {
		demandLeaveOf(c, 'search');
		const { total, ...page } = await readSearch(c.var.ctx, searchInput.parse(c.req.valid('query')));
		return c.json({ ...page, total: total > mostMatches ? ('1000+' as const) : total }, 200);
	})
	.openapi(suggestions, async (c) => {
		demandLeaveOf(c, 'suggestions');
		const { ctx } = c.var;
		// what everybody is told may be told again for a minute; what one person may see stays in his browser
		c.header('cache-control', ctx.actor.kind === 'public' ? 'public, max-age=60' : 'private, max-age=60');
		return c.json({ rows: await suggest(ctx, c.req.valid('query').q) }, 200);
	});
