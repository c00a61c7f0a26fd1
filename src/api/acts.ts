import { z, type OpenAPIHono } from '@hono/zod-openapi';
import '#server/assembly.ts';
import { machineNamed, type AnyMachine } from '#server/core/machine.ts';
import { permissions } from '#server/permissions.ts';
import { newProposal } from '#server/proposals/input.ts';
import type { Asking } from './asking.ts';
import { sendable } from './json-schema.ts';
import { keyHeader } from './routing.ts';
import { writingRefusals } from './schemas/problem.ts';
import { outcome } from './schemas/proposal.ts';
import { committee, id } from './schemas/wire.ts';

type Registry = OpenAPIHono<Asking>['openAPIRegistry'];

const inCapitals = (name: string) => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** In the order of a proposal's life, whatever was imported first. */
export const machinesInOrder = (): AnyMachine[] => Object.keys(permissions).flatMap((name) => machineNamed(name) ?? []);

/** Acts that somebody can be permitted; those of the clock alone are not for callers. */
export const actsOfPeople = (machine: AnyMachine): string[] =>
	Object.keys(machine.acts).filter((action) => (machine.may[action] ?? []).some((condition) => condition !== 'system'));

/** The body of one act: what it is, the version that its actor saw, and its input beside them. */
function bodyOf(machine: AnyMachine, action: string): Record<string, unknown> {
	const { properties = {}, required = [] } = sendable(machine.input[action] ?? z.object({}));
	return {
		type: 'object',
		properties: {
			action: { const: action },
			version: { type: 'integer', description: 'The version that the caller saw.' },
			...properties,
		},
		required: ['action', 'version', ...required],
	};
}

function registerMachine(registry: Registry, machine: AnyMachine): void {
	const names = actsOfPeople(machine).map((action) => ({
		action,
		name: inCapitals(machine.name) + inCapitals(action),
	}));
	for (const { action, name } of names) registry.registerComponent('schemas', name, bodyOf(machine, action));
	registry.registerPath({
		method: 'post',
		path: `/committees/{committee}/${machine.name}/{id}/transitions`,
		operationId: `act${inCapitals(machine.name)}`,
		tags: ['transitions'],
		summary: `Act on a ${machine.name}: ${names.map(({ action }) => action).join(', ')}`,
		description:
			'One act of its life. `may` of the proposal says which are possible now; states and rules stand in docs/generated/lifecycles.md.',
		request: {
			params: z.object({ committee, id }),
			headers: keyHeader,
			body: {
				required: true,
				content: {
					'application/json': {
						schema: {
							oneOf: names.map(({ name }) => refTo(name)),
							discriminator: {
								propertyName: 'action',
								mapping: Object.fromEntries(names.map(({ action, name }) => [action, refTo(name).$ref])),
							},
						},
						example: { action: names[0]?.action, version: 1 },
					},
				},
			},
		},
		responses: {
			200: {
				description: 'Done: the new state and version, and what the caller may do next.',
				content: { 'application/json': { schema: outcome } },
			},
			...writingRefusals,
		},
	});
}

export const draftBody = {
	required: true,
	content: {
		'application/json': {
			schema: refTo('NewProposal'),
			example: {
				title: '关于建立村级老年食堂长效运营机制的提案',
				situation: '…',
				analysis: '…',
				suggestions: '…',
				category: 'livelihood',
				consent: 'full',
			},
		},
	},
};

/** Bodies derived from the machines' own input schemas: an act without delivery code appears here by itself. */
export function registerActs(registry: Registry): void {
	registry.registerComponent('schemas', 'NewProposal', sendable(newProposal) as Record<string, unknown>);
	for (const machine of machinesInOrder()) registerMachine(registry, machine);
}
