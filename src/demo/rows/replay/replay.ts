import '#server/assembly.ts';
import type { PlainDate } from '#server/core/clock.ts';
import { allMachines } from '#server/core/machine.ts';
import type { Act, DemoContent, Proposal } from '../../content/content.ts';
import { begin } from './begin.ts';
import type { Life } from './life.ts';
import { perform } from './perform.ts';
import { remindUntil } from './reminders.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

/** Acts that other acts bring about; told by the content too, they are not done twice. */
function raisedActs(): Set<string> {
	const targets = allMachines().flatMap((machine) =>
		Object.values(machine.acts).flatMap(({ raises = [] }) =>
			raises.map(
				({ on, machine: child, action }) =>
					`${on === 'self' ? machine.name : on === 'parent' ? 'proposal' : child}.${action}`,
			),
		),
	);
	return new Set(targets);
}

interface Step {
	told: Proposal;
	/** Null at the beginning. */
	act: Act | null;
	at: number;
}

const nameOf = ({ machine, action }: Act) => `${machine}.${action}`;

function stepsOf(told: Proposal, raised: Set<string>): Step[] {
	const isDone = (act: Act) => nameOf(act) === 'proposal.create' || (act.actor === 'system' && raised.has(nameOf(act)));
	const acts = told.acts.filter((act) => !isDone(act));
	const steps: Step[] = [
		{ told, act: null, at: Date.parse(told.createdAt) },
		...acts.map((act) => ({ told, act, at: Date.parse(act.at) })),
	];
	const early = steps.find(({ at }, index) => at < (steps[index - 1]?.at ?? -Infinity));
	if (early?.act) throw new Error(`${told.key}: ${nameOf(early.act)} at ${early.act.at} is told after a later act`);
	return steps;
}

/** Lives all proposals through, in the order of time: numbers and mergers reach from one to another. */
export async function replay(
	world: World,
	{ proposals, today }: Pick<DemoContent, 'proposals' | 'today'>,
): Promise<Life[]> {
	const raised = raisedActs();
	const steps = proposals.flatMap((told) => stepsOf(told, raised)).sort((a, b) => a.at - b.at);
	for (const { told, act } of steps) {
		const life = world.lives.get(world.keys.proposal(told.key));
		if (act && life) await perform(world, life, act);
		else begin(world, told);
	}
	const lives = [...world.lives.values()];
	for (const life of lives) finish(world, life, today);
	return lives;
}

function finish(world: World, life: Life, today: PlainDate): void {
	remindUntil(world, life, today);
	settle(world, life);
	const { told, matter } = life;
	if (matter.state !== told.fate.state)
		throw new Error(`${told.key} is told to end as ${told.fate.state}, but its acts end as ${matter.state}`);
}
