import { hasRole, type Actor } from '#server/core/context.ts';
import type { DeskRow, Urgency } from '#server/matters/desk/queries.ts';
import type { ProposalRow } from '#server/proposals/view.ts';
import type { WorkRow } from '#ui/desk/work.ts';
import type { MachineName } from '#ui/state/states.ts';
import { byLine } from '#web/record/record.ts';
import { t, tOr } from '#words';
import { hrefOpen, type Place } from './place.ts';

const unnumbered = () => t('staff.unnumbered');

/** In what it stands: more exactly than the proposal's state where one of its parts says more. */
function stageOf({ stage, state }: Pick<DeskRow, 'stage' | 'state'>): Pick<WorkRow, 'machine' | 'state' | 'word'> {
	const [machine, of] = (stage ?? '').split('.');
	if (!machine || !of) return { machine: 'proposal', state };
	const ring = of === 'extension_requested' ? 'return_requested' : of;
	return { machine: machine as MachineName, state: ring, word: tOr(`staff.stage.${stage}`, of) };
}

export const workRow = (row: DeskRow, desk: string, place: Place, tickable: boolean): WorkRow => ({
	id: row.id,
	href: hrefOpen(desk, place, row.id),
	number: row.number_label ?? unnumbered(),
	title: row.title,
	proposer: row.proposer,
	...stageOf(row),
	holder: row.holder ?? '–',
	holderIsMe: row.mine,
	dueOn: row.due_on,
	isNew: row.urgency === 'new',
	tickable,
});

/** The step that this desk takes with several at once: the assigner confirms, the office takes under review. */
export type BulkStep = 'start_review' | 'confirm';
export function bulkStep(actor: Actor): BulkStep | null {
	if (hasRole(actor, 'assigner')) return 'confirm';
	return hasRole(actor, 'proposal_clerk') || hasRole(actor, 'proposal_director') ? 'start_review' : null;
}
export const mayTick = (step: BulkStep, row: DeskRow): boolean => (step === 'confirm' ? row.mine && row.stage === 'assignment.proposed' : row.state === 'submitted');

/** How many each group has, whether shown or not. */
export const groupCounts = (rows: readonly DeskRow[]): Partial<Record<Urgency, number>> =>
	Object.fromEntries(rows.map((row) => [row.urgency, row.of_group]));

/** A row of the list of all proposals; it leads to the whole record. */
export const listRow = (row: ProposalRow, desk: string): WorkRow => ({
	id: row.id,
	href: `${desk}/proposals/${row.id}`,
	number: row.number_label ?? unnumbered(),
	title: row.title || t('ui.untitled'),
	proposer: byLine(row.owner, row.body, row.signers),
	machine: 'proposal',
	state: row.state,
	holder: row.holder ?? '–',
	dueOn: row.due_on,
});
