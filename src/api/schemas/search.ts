import { z } from '@hono/zod-openapi';
import type { Found } from '#server/search/view.ts';
import type { SavedSearch } from '#server/search/saved/queries.ts';
import type { Suggestion } from '#server/search/suggest.ts';
import { page } from './proposal.ts';
import { id, instant, type Wire } from './wire.ts';

const pieces = z
	.array(z.object({ text: z.string(), found: z.boolean() }))
	.openapi({ description: 'The words as they stand, cut where something was found.' });

const found = z
	.object({
		row: page.shape.rows.element,
		title: pieces,
		snippet: z.object({ part: z.enum(['text', 'reply']), unit: z.string().optional(), pieces }).optional(),
	})
	.openapi('Found') satisfies z.ZodType<Wire<Omit<Found, 'row'>>>;

export const searchPage = z
	.object({
		asked: z.boolean().openapi({ description: 'False where the query holds neither word nor number.' }),
		loosened: z.boolean().openapi({ description: 'Nothing holds all that was asked for: these hold nearly all.' }),
		rows: z.array(found),
		total: z.union([z.int(), z.literal('1000+')]).openapi({ description: 'Counted up to 1,000.' }),
		page: z.int(),
		pages: z.int(),
	})
	.openapi('SearchPage');

export const suggestion = z
	.object({ kind: z.enum(['name', 'title']), text: z.string() })
	.openapi('Suggestion') satisfies z.ZodType<Suggestion>;

export const saved = z
	.object({
		id,
		name: z.string(),
		query: z.string(),
		filters: z.record(z.string(), z.string()),
		saved_at: instant,
	})
	.openapi('SavedSearch') satisfies z.ZodType<Wire<SavedSearch>>;
