import type { Grant } from '#server/core/grant.ts';
import { machineNamed, type AnyMachine, type Raise } from '#server/core/machine.ts';
import { permissions } from '#server/permissions.ts';
import { code, listed, table } from './markdown.ts';

type Act = AnyMachine['acts'][string];

/** A rule, a change or a clock is known by the name of its function; one written in place has none of its own. */
const named = (of: unknown): string[] =>
	typeof of === 'function' && !['', 'change', 'starts'].includes(of.name) ? [of.name] : [];

const conditionName = (condition: Grant[number]): string =>
	typeof condition === 'string' ? condition : 'role' in condition ? condition.role : condition.relation;
const by = (grant: Grant): string => (grant.length ? listed(grant.map(conditionName)) : 'nobody');

const raised = ({ on, machine, action }: Raise, own: string): string =>
	code(`${on === 'self' ? own : on === 'parent' ? 'proposal' : machine}.${action}`);

function clocks({ starts, meets }: Act): string {
	const begun = typeof starts === 'function' ? named(starts).map((name) => `${name}()`) : (starts ?? []);
	return [begun.length ? `starts ${listed(begun)}` : '', meets?.length ? `ends ${listed(meets)}` : '']
		.filter(Boolean)
		.join('; ');
}

const actRow = (machine: AnyMachine, [action, act]: [string, Act]): string[] => [
	code(action) + (act.quiet ? ' (quiet)' : ''),
	listed(act.from),
	act.to === 'same' ? 'same' : code(act.to),
	by(machine.may[action] ?? []),
	listed([...(act.when ?? []), ...(act.needs ?? [])].flatMap(named)),
	listed(named(act.change)),
	clocks(act),
	(act.raises ?? []).map((raise) => raised(raise, machine.name)).join(' '),
	listed(act.then ?? []),
];

/** Acts that lead from one state to another, those between the same two on one line. */
function diagram(machine: AnyMachine): string {
	const ways = new Map<string, string[]>();
	for (const [action, { from, to }] of Object.entries(machine.acts))
		for (const state of to === 'same' ? [] : from)
			ways.set(`${state} --> ${to}`, [...(ways.get(`${state} --> ${to}`) ?? []), action]);
	const lines = [...ways]
		.filter(([way]) => !/^(\w+) --> \1$/.test(way))
		.map(([way, acts]) => `\t${way}: ${acts.join(', ')}`);
	return ['```mermaid', 'stateDiagram-v2', `\t[*] --> ${machine.initial}`, ...lines, '```'].join('\n');
}

const headings = ['act', 'from', 'to', 'by', 'needs', 'change', 'clocks', 'raises', 'jobs'];

const chapter = (machine: AnyMachine): string =>
	[
		`## ${machine.name}`,
		`States: ${listed(machine.states)}.`,
		diagram(machine),
		table(
			headings,
			Object.entries(machine.acts).map((entry) => actRow(machine, entry)),
		),
	].join('\n\n');

const opening = `# Lifecycles

Written by \`npm run docs\` from the machines themselves; a test fails where this file is behind them.

Each act: from which states, to which, who may (roles, and what the actor is to the matter), the rules that must hold, what it writes besides the state,
the clocks that it starts and ends, the acts of the system that it raises in the same transaction, the jobs that follow. \`same\` leaves the state as it is;
a quiet act saves a draft and stands in the timeline only where it changes the state.`;

/** Every machine as a diagram and a table. */
export const lifecycles = (): string =>
	[
		opening,
		...Object.keys(permissions)
			.flatMap((name) => machineNamed(name) ?? [])
			.map(chapter),
	].join('\n\n') + '\n';
