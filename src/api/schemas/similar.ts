import { z } from '@hono/zod-openapi';
import type { Pair } from '#server/similarity/pairs.ts';
import type { Similar } from '#server/similarity/read.ts';
import { row } from './proposal.ts';
import { instant, type Wire } from './wire.ts';

export const similar = z
	.object({
		row,
		score: z.number().openapi({ description: '0 to 1. A hint, never a verdict.' }),
		alarm: z.boolean().openapi({ description: 'Whether it is like enough to be shown to somebody who has not asked.' }),
		terms: z.array(z.string()).openapi({ description: 'Words that both share and few others do.' }),
		passages: z
			.array(z.object({ ours: z.string(), theirs: z.string(), likeness: z.number() }))
			.openapi({ description: 'Sentences that say the same, side by side.' }),
		reply: z
			.object({ unit: z.string(), body: z.string() })
			.nullable()
			.openapi({ description: 'What was answered then, where the caller may read it.' }),
		result_class: z.string().nullable(),
	})
	.openapi('Similar') satisfies z.ZodType<Wire<Omit<Similar, 'row'>>>;

const pair = z
	.object({
		score: z.number(),
		rows: z.tuple([row, row]),
		terms: z.array(z.string()),
		unlike: z
			.object({ by: z.string(), at: instant })
			.nullable()
			.openapi({ description: 'Who judged that these are different matters, and when.' }),
	})
	.openapi('SimilarPair');
export const pairOut = ({ unlike, ...one }: Pair) => ({
	...one,
	unlike: unlike && { by: unlike.by, at: unlike.at.toISOString() },
});
export const pairPage = z
	.object({
		all: z.int().openapi({ description: 'Proposals in the session.' }),
		waiting: z.int().openapi({ description: 'How many of them are still to be compared.' }),
		rows: z.array(pair),
	})
	.openapi('SimilarPairs');
