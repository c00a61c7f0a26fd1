import type { DeskRow, Urgency } from '#server/matters/desk/queries.ts';
import type { ProposalRow } from '#server/proposals/view.ts';
import type { WorkRow } from '#ui/desk/work.ts';
import type { MachineName } from '#ui/state/states.ts';
import { byLine } from '#web/record/record.ts';
import { t, tOr } from '#words';
import { hrefOpen, type Place } from './place.ts';
import { tickOf, type BulkStep } from './several.ts';

const unnumbered = () => t('staff.unnumbered');

/** In what it stands: more exactly than the proposal's state where one of its parts says more. */
function stageOf({ stage, state }: Pick<DeskRow, 'stage' | 'state'>): Pick<WorkRow, 'machine' | 'state' | 'word'> {
	const [machine, of] = (stage ?? '').split('.');
	if (!machine || !of) return { machine: 'proposal', state };
	const ring = of === 'extension_requested' ? 'return_requested' : of;
	return { machine: machine as MachineName, state: ring, word: tOr(`staff.stage.${stage}`, of) };
}

const row = (of: DeskRow, href: string): WorkRow => ({
	id: of.id,
	href,
	number: of.number_label ?? unnumbered(),
	title: of.title,
	proposer: of.proposer,
	...stageOf(of),
	holder: of.holder ?? '–',
	holderIsMe: of.mine,
	dueOn: of.due_on,
	isNew: of.urgency === 'new',
});

/** A row of the worklist; it opens in the panel. */
export const workRow = (of: DeskRow, desk: string, place: Place, bulk: BulkStep | null): WorkRow => ({
	...row(of, hrefOpen(desk, place, of.id)),
	tick: bulk ? tickOf(bulk, of) : '',
	note: of.units ? t('staff.proposed_to', { units: of.units }) : undefined,
});
/** The same where there is no panel: it leads to the whole record. */
export const recordRow = (of: DeskRow, desk: string): WorkRow => row(of, `${desk}/proposals/${of.id}`);

/** How many each group has, whether shown or not. */
export const groupCounts = (rows: readonly DeskRow[]): Partial<Record<Urgency, number>> =>
	Object.fromEntries(rows.map((row) => [row.urgency, row.of_group]));

/** A row of the list of all proposals; it leads to the whole record. */
export const listRow = (of: ProposalRow, desk: string): WorkRow => ({
	id: of.id,
	href: `${desk}/proposals/${of.id}`,
	number: of.number_label ?? unnumbered(),
	title: of.title || t('ui.untitled'),
	proposer: byLine(of.owner, of.body, of.signers),
	machine: 'proposal',
	state: of.state,
	holder: of.holder ?? '–',
	dueOn: of.due_on,
});
