import type { Breach } from '#server/core/refusal.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import type { Choices } from './acts.ts';
import { evaluations, nominations, promises } from './tasks/afterwards.ts';
import { onProposal, openness } from './tasks/on-proposal.ts';
import type { Maker, Task } from './tasks/task.ts';
import { extensions, replies, returns } from './tasks/units.ts';
import { withdrawal } from './tasks/withdrawal.ts';

export type { Task } from './tasks/task.ts';

/** What presses most comes first. */
const makers: Maker[] = [
	replies,
	returns,
	extensions,
	withdrawal,
	promises('reported'),
	nominations,
	evaluations,
	onProposal('after', { unfolded: 'close', explained: ['close'] }),
	onProposal('openness', { notes: openness, explained: ['publish', 'publish_summary'] }),
	promises('open'),
	onProposal('more'),
];

/** What this reader may decide on this proposal. Only one button of a page is solid. */
export function tasksOf(view: ProposalView, choices: Choices, hindered: Record<string, Breach[]>): Task[] {
	const tasks = makers
		.flatMap((make) => make(view, choices, hindered))
		.filter((task) => task.acts.length || task.hindered?.length);
	let solid = false;
	for (const act of tasks.flatMap((task) => task.acts)) {
		if (solid && act.tone === 'solid') act.tone = 'quiet';
		solid ||= act.tone === 'solid';
	}
	return tasks;
}
