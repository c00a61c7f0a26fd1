import type { Context } from '../core/context.ts';
import type { Trx } from '../core/database.ts';
import { startDeadline, type ComputedKind } from '../core/deadlines.ts';
import type { Settings } from '../core/settings.ts';

export const clocksOfRole: Record<'lead' | 'co' | 'split', readonly ComputedKind[]> = {
	lead: ['acknowledgement', 'return_request', 'first_contact', 'reply'],
	split: ['acknowledgement', 'return_request', 'first_contact', 'reply'],
	co: ['acknowledgement', 'return_request', 'co_opinion'],
};

/** The clocks that begin when a unit is given a matter (domain.md 2.0). */
export async function startClocksOf(
	trx: Trx,
	ctx: Context,
	settings: Settings,
	assignment: { id: string; matter_id: string; role: 'lead' | 'co' | 'split' },
): Promise<void> {
	const of = { matter_id: assignment.matter_id, machine: 'assignment', subject_id: assignment.id };
	for (const kind of clocksOfRole[assignment.role]) await startDeadline(trx, ctx, settings, of, kind);
}
