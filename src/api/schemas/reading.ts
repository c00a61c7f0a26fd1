import { z } from '@hono/zod-openapi';
import type { ReadingView } from '#server/readings/view.ts';
import { id, instant, type Wire } from './wire.ts';

export const reading = z
	.object({
		id,
		at: instant,
		manner: z.enum(['read', 'printed', 'exported']),
		reader: z.string().nullable().openapi({ description: 'Null: whoever runs the server, at its command line.' }),
		reader_as: z
			.array(z.object({ role: z.string(), body: z.string().nullable() }))
			.openapi({ description: 'The reader’s roles, as they were then.' }),
		matter: z
			.object({ id, title: z.string().nullable(), number_label: z.string().nullable() })
			.nullable()
			.openapi({ description: 'Null where it was a roll.' }),
		roll: z
			.object({ name: z.enum(['members', 'liaison_posts', 'sign_ins']), persons: z.int() })
			.nullable()
			.openapi({ description: 'Which roll, and how many persons it held.' }),
	})
	.openapi('Reading') satisfies z.ZodType<Wire<ReadingView>>;
