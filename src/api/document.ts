import type { OpenAPIHono } from '@hono/zod-openapi';
import { registerActs } from './acts.ts';
import type { Asking } from './asking.ts';

const about = `One API for everything that the pages do, over the same core.

Read without signing in and you read what is public. Send \`Authorization: Bearer TOKEN\` to act as yourself; \`npm run cli -- token --as NAME\` prints a token.
Refusals are problem details (RFC 9457) in the language of \`Accept-Language\`; \`errors\` names each field.
Every write takes an \`Idempotency-Key\`, every act the \`version\` that its actor saw.`;

const securitySchemes = {
	bearer: { type: 'http', scheme: 'bearer', description: 'The token of a session.' },
	session: {
		type: 'apiKey',
		in: 'cookie',
		name: 'concentric.session_token',
		description: 'The session of the pages. What writes must come from the same origin.',
	},
} as const;

export type Document = ReturnType<OpenAPIHono<Asking>['getOpenAPI31Document']>;
let made: Document | undefined;

/** The OpenAPI 3.1 document, drawn once from the routes, the views' schemas and the machines' inputs. */
export function openApiDocument(app: OpenAPIHono<Asking>): Document {
	if (made) return made;
	for (const [name, scheme] of Object.entries(securitySchemes))
		app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
	registerActs(app.openAPIRegistry);
	made = app.getOpenAPI31Document({
		openapi: '3.1.0',
		info: { title: 'Concentric 同心', version: '1', description: about, license: { name: 'AGPL-3.0-or-later' } },
		servers: [{ url: '/api/v1' }],
		security: [{}, { bearer: [] }, { session: [] }],
		tags: [
			{ name: 'proposals' },
			{ name: 'transitions' },
			{ name: 'matters' },
			{ name: 'catalogues' },
			{ name: 'exports' },
			{ name: 'ledger' },
			{ name: 'readings' },
		],
	});
	return made;
}
