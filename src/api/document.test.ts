import { expect, test } from 'vitest';
import { actsOfPeople, machinesInOrder } from './acts.ts';
import { api } from './api.ts';

const document = async () => (await (await api.request('/api/v1/openapi.json')).json()) as OpenApi;
interface OpenApi {
	openapi: string;
	paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
	components: { schemas: Record<string, { properties?: Record<string, unknown>; required?: string[] }> };
}

test('the document is OpenAPI 3.1, and whatever it refers to is in it', async () => {
	const made = await document();
	expect(made.openapi).toBe('3.1.0');
	const references = JSON.stringify(made).match(/#\/components\/schemas\/(\w+)/g) ?? [];
	expect(references.length).toBeGreaterThan(100);
	for (const reference of references)
		expect(Object.keys(made.components.schemas)).toContain(reference.split('/').at(-1));
});

test('every act that somebody may do has its own body there, and the acts of the clock have none', async () => {
	const made = await document();
	for (const machine of machinesInOrder()) {
		const path = JSON.stringify(made.paths[`/committees/{committee}/${machine.name}/{id}/transitions`]);
		for (const action of Object.keys(machine.acts))
			expect(path.includes(`"${action}"`), `${machine.name}.${action}`).toBe(actsOfPeople(machine).includes(action));
	}
	expect(made.components.schemas.ProposalAdmit).toMatchObject({
		properties: {
			action: { const: 'admit' },
			category: { type: 'string', minLength: 1, maxLength: 40 },
			remark: { maxLength: 500 },
		},
		required: ['action', 'version', 'category'],
	});
	expect(made.components.schemas.ProposalProposeAssignment?.properties?.lead_unit_ids).toEqual({
		type: 'array',
		maxItems: 8,
		items: { type: 'string', format: 'uuid' },
	});
});

test('every endpoint says how it refuses', async () => {
	for (const [path, methods] of Object.entries((await document()).paths))
		for (const [method, { responses }] of Object.entries(methods))
			expect(Object.keys(responses), `${method} ${path}`).toEqual(
				expect.arrayContaining(
					method === 'get'
						? ['401', '404', '422', '503']
						: ['400', '401', '403', '404', '409', '413', '415', '422', '503'],
				),
			);
});

test('the reference is drawn from the document: one page, no script, nothing from elsewhere', async () => {
	const made = await document();
	for (const address of ['/api/v1', '/api/v1/']) {
		const answer = await api.request(address);
		expect(answer.status, address).toBe(200);
		expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
		const page = await answer.text();
		expect(page).not.toMatch(/<script|style=|https?:\/\//);
		for (const methods of Object.values(made.paths))
			for (const { operationId } of Object.values(methods)) expect(page).toContain(`id="${operationId}"`);
		const links = [...page.matchAll(/href="#(\w+)"/g)].map(([, name]) => name);
		for (const name of links) expect(page, name).toContain(`id="${name}"`);
		expect([...page.matchAll(/id="(\w+)"/g)].length).toBe(
			new Set([...page.matchAll(/id="(\w+)"/g)].map(([, name]) => name)).size,
		);
	}
	expect((await api.request('/api/v1/reference.css')).headers.get('content-type')).toContain('text/css');
});
