import { z } from '@hono/zod-openapi';
import type { ExportRow } from '#server/proposals/queries/exports.ts';
import { id, instant, type Wire } from './wire.ts';

/** An answer that is a file to be saved. */
export const fileContent = (description: string, type = 'application/octet-stream') => ({
	description,
	content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
});

export const exportFile = z
	.object({
		id,
		state: z.enum(['waiting', 'running', 'ready', 'failed']),
		format: z.enum(['xlsx', 'csv']),
		name: z.string(),
		done: z.int().openapi({ description: 'Rows written so far.' }),
		total: z.int().openapi({ description: 'Rows when it was asked for.' }),
		size: z.int().openapi({ description: 'Bytes written so far.' }),
		asked_at: instant,
		ready_at: instant.nullable(),
		expires_at: instant,
	})
	.openapi('ExportFile') satisfies z.ZodType<Wire<ExportRow>>;
