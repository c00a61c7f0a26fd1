import { OpenAPIHono, z } from '@hono/zod-openapi';
import { refusedInput } from '#server/core/input.ts';
import type { Asking } from './asking.ts';

/** A slice's endpoints. A query or header that is not understood is refused in the core's words, field by field. */
export const endpoints = () =>
	new OpenAPIHono<Asking>({
		defaultHook: (result) => {
			// what was sent is there, only not as it should be: none of these may be demanded
			if (!result.success)
				throw refusedInput(
					result.error.issues.map((issue) => ({ ...issue, input: issue.input ?? '' }) as z.core.$ZodIssue),
				);
		},
	});

/** Sent again with the same key, a write answers as it did the first time and is not done twice. */
export const keyHeader = z.object({
	'idempotency-key': z
		.string()
		.regex(/^[\x21-\x7e]{1,200}$/)
		.optional()
		.openapi({
			example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
			description:
				'Recommended for every write: sent again with the same key, it answers as it did the first time and is not done twice.',
		}),
});
export const keyOf = (headers: z.output<typeof keyHeader>): string | undefined => headers['idempotency-key'];
