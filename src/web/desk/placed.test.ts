import { expect, test } from 'vitest';
import '#server/assembly.ts';
import { roles, type Condition, type Role } from '#server/core/grant.ts';
import { allMachines } from '#server/core/machine.ts';
import { worksAt } from '#web/desks.ts';
import { placed } from './placed.ts';

const actorAs = (role: Role) => ({ mandates: [{ role }] }) as never;
const desk = roles.filter((role) => worksAt(actorAs(role), 'desk'));
/** What one at the desk may be to a matter; `evaluator` where no proposer is left to judge. */
const relations = ['enterer', 'assigner_of', 'inspector_of', 'evaluator'];
const isOffice = (condition: Condition): boolean =>
	typeof condition === 'object' &&
	('role' in condition ? desk.includes(condition.role) : relations.includes(condition.relation));

test('every act that the office may do can be done at the desk, and nothing else is looked for there', () => {
	const granted = allMachines().flatMap(({ name, may }) =>
		Object.entries(may).flatMap(([act, grant]) => (grant.some(isOffice) ? [`${name}.${act}`] : [])),
	);
	const offered = Object.values(placed).flatMap(({ machine, acts }) => acts.map((act) => `${machine}.${act}`));
	expect([...new Set(offered)].sort()).toEqual(granted.sort());
});
