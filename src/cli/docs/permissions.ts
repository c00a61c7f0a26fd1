import { relations, roles, type Condition, type Grant } from '#server/core/grant.ts';
import { permissions, reading } from '#server/permissions.ts';
import { code, table } from './markdown.ts';

const conditions: readonly Condition[] = [
	'system',
	'everyone',
	...roles.map((role) => ({ role })),
	...relations.map((relation) => ({ relation })),
];
const nameOf = (condition: Condition): string =>
	typeof condition === 'string' ? condition : 'role' in condition ? condition.role : `~${condition.relation}`;

/** One line a grant, one column a condition that any of them names. */
function grantsTable(first: string, grants: readonly (readonly [string, Grant])[]): string {
	const used = conditions
		.map(nameOf)
		.filter((name) => grants.some(([, grant]) => grant.some((condition) => nameOf(condition) === name)));
	const rows = grants.map(([name, grant]) => {
		const held = new Set(grant.map(nameOf));
		return [code(name), ...used.map((condition) => (held.has(condition) ? '●' : ''))];
	});
	return table([first, ...used], rows);
}

const acts = Object.entries(permissions).flatMap(([machine, grants]) =>
	Object.entries(grants).map(([action, grant]) => [`${machine}.${action}`, grant] as const),
);

const opening = `# Permissions

Written by \`npm run docs\` from the grant tables of all slices; a test fails where this file is behind them.

One condition of a line suffices; a line without a mark is nobody's. A plain name is a role held today in a body of the committee; \`~\` marks what the actor
is to the matter or to the part acted upon. Conditions never speak of state: whether an act is possible now is the lifecycle's answer.`;

/** Who may do what, and who may read what, each as one table. */
export const permissionTables = (): string =>
	`${[opening, '## Acts', grantsTable('act', acts), '## Reading, by openness', grantsTable('openness', Object.entries(reading))].join('\n\n')}\n`;
