import { z } from '@hono/zod-openapi';

/** Problem details (RFC 9457) with what a form or a program needs to go on. */
export const problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		detail: z.string(),
		instance: z.string(),
		kind: z.string().openapi({ description: 'The core’s own word for the refusal, whatever the language.' }),
		errors: z.array(z.object({ code: z.string(), field: z.string().optional(), sentence: z.string() })),
		possible: z
			.array(z.string())
			.optional()
			.openapi({ description: 'For a wrong moment: the acts that would be possible now.' }),
		current: z
			.record(z.string(), z.unknown())
			.optional()
			.openapi({ description: 'For a change meanwhile: the proposal as it is now.' }),
	})
	.openapi('Problem', {
		example: {
			type: 'https://concentric.invalid/problems/broken_rule',
			title: 'Something is missing',
			status: 422,
			detail: 'Fill this in, then submit again.',
			instance: '/api/v1/committees/yunxi/proposal/01890a5d-ac96-774b-bcce-b302099a8057/transitions',
			kind: 'broken_rule',
			errors: [{ code: 'refusal.field_missing', field: 'category', sentence: 'Fill this in, then submit again.' }],
		},
	});

const content = { 'application/problem+json': { schema: problem } };

/** The refusals that every endpoint may give; and those of one that writes. */
export const readingRefusals = {
	401: { description: 'The token is not valid, or the caller has to sign in.', content },
	404: { description: 'Unknown, or not open to the caller.', content },
	422: { description: 'Something sent was not understood; `errors` names each field.', content },
	429: { description: 'Asked too often; ask again after `Retry-After` seconds.', content },
	503: { description: 'The database is away for a moment; try again after `Retry-After` seconds.', content },
} as const;
export const writingRefusals = {
	400: { description: 'The body is no complete JSON.', content },
	...readingRefusals,
	403: { description: 'Not the caller’s to do.', content },
	409: {
		description:
			'The wrong moment (`possible` says what would be possible), or changed meanwhile (`current` is what it is now).',
		content,
	},
	413: { description: 'The body is too large.', content },
	415: { description: 'The body is not `application/json`.', content },
} as const;
