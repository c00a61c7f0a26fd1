import { readProposal, readProposals } from '../proposals/read.ts';
import type { ProposalView } from '../proposals/view.ts';
import { defaultSettings } from '../core/settings.ts';
import type { SmallAssembly } from './assembly.ts';

const units = ['registrar', 'drafter', 'head', 'finance_head', 'transport_head'] as const;

/** What in a page tells of single opinions, of who has given one, or of so few that each can be told apart. */
const tells = (view: ProposalView): string[] => [
	...view.evaluations.map((one) => `the opinion of ${one.name}`),
	...view.timeline.filter((entry) => entry.act.startsWith('evaluation.')).map((entry) => entry.act),
	...view.deadlines.filter((clock) => clock.kind.startsWith('evaluation')).map((clock) => clock.kind),
	...(view.ratings && view.ratings.given < defaultSettings.smallest_shown_group ? ['opinions taken together'] : []),
];

/** Whatever of a rating reaches a reader of a unit before the matter is closed (domain.md, first lines); nothing may. */
export async function ratingsSeenByUnits(assembly: SmallAssembly, at: string): Promise<string[]> {
	const seen: string[] = [];
	for (const who of units) {
		const ctx = await assembly.as(who, at);
		const { rows } = await readProposals(ctx, { limit: 100 });
		for (const row of rows.filter((one) => one.state !== 'closed')) {
			if (row.rating_result !== null) seen.push(`${who}: the rating in the list`);
			const view = await readProposal(ctx, row.id);
			seen.push(...tells(view).map((what) => `${who}: ${what} of ${row.id}, ${row.state}`));
		}
	}
	return seen;
}
