import type { DeskRow } from '#server/handling/queries/desk.ts';
import type { WorkRow } from '#ui/desk/work.ts';
import { t, tOr } from '#words';

/** The unit's trays, in the order of its work. */
export const trays = ['all', 'receive', 'work', 'countersign', 'promises', 'waiting', 'done'] as const;
export type Tray = (typeof trays)[number];
export const isTray = (name: string | null): name is Tray => trays.some((tray) => tray === name);

export function trayOf(row: DeskRow): Exclude<Tray, 'all'> {
	if (row.state === 'assigned') return 'receive';
	if (row.asked) return 'countersign';
	if (row.state === 'answered') return row.promises ? 'promises' : 'done';
	const withOthers = row.state === 'return_requested' || ['circulated', 'signed'].includes(row.reply_state ?? '');
	return withOthers ? 'waiting' : 'work';
}

export const deskCounts = (rows: DeskRow[]): Record<Tray, number> => {
	const counts = Object.fromEntries(trays.map((tray) => [tray, 0])) as Record<Tray, number>;
	for (const row of rows) counts[trayOf(row)]++;
	return { ...counts, all: rows.filter((row) => trayOf(row) !== 'done').length };
};

/** In what the unit is at work: the reply's state once there is one, the assignment's until then. */
const stateOf = (row: DeskRow): Pick<WorkRow, 'machine' | 'state' | 'word'> => {
	if (row.asked) return { machine: 'reply', state: 'circulated', word: t('unit.asked_to_countersign') };
	return row.reply_state && row.state === 'handling'
		? { machine: 'reply', state: row.reply_state }
		: { machine: 'assignment', state: row.state };
};

export const workRow = (row: DeskRow, committee: string): WorkRow => ({
	id: row.assignment_id,
	href: `/${committee}/unit/proposals/${row.matter_id}`,
	number: row.number_label ?? '–',
	title: row.title,
	proposer: row.owner,
	...stateOf(row),
	holder: `${row.unit}·${tOr(`assignment.role.${row.role}`, row.role)}`,
	holderIsMe: trayOf(row) !== 'waiting' && trayOf(row) !== 'done',
	dueOn: row.due_on,
	isNew: row.state === 'assigned',
});
