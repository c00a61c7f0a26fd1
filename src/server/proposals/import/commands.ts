import { markChanged } from '../../core/changes.ts';
import type { Context } from '../../core/context.ts';
import { inTransaction } from '../../core/database.ts';
import { within } from '../../core/transition.ts';
import { mayBy } from '../../core/grant.ts';
import { broken, notPermitted } from '../../core/refusal.ts';
import { intakeGrants } from '#server/intake/permissions.ts';
import { saveMappedHeadings, waitForOtherImport } from '#server/intake/queries.ts';
import { ledgerWords } from '../ledger/headings.ts';
import type { BadRow, OpenedLedger } from './open.ts';
import { isNew } from './sessions.ts';
import { listVoid, sortOut, type Differing, type Sorted } from './sort-out.ts';
import { reserveNumbers, store, storeSessions, type Storing } from './store.ts';

export interface ImportReport {
	/** With any of these nothing is stored. */
	bad: BadRow[];
	/** Stored now; in a preview, those that would be. */
	stored: number;
	alreadyThere: number;
	differing: Differing[];
	newSessions: string[];
}

export interface ImportWish {
	/** Says what would happen and stores nothing. */
	dryRun?: boolean;
	onProgress?: Storing['onProgress'];
}

/**
 * Stores a ledger's past proposals, all of them or none. A number that is there already is not stored again: the same
 * ledger read twice adds nothing. Numbers are taken over as they are: every one belongs to its matter, gaps of the ledger
 * are never given, and the series goes on after the highest, so that it stays free of gaps from then on.
 */
export async function importLedger(ctx: Context, ledger: OpenedLedger, wish: ImportWish = {}): Promise<ImportReport> {
	if (!mayBy(intakeGrants.import_proposals, ctx.actor, [])) throw notPermitted('intake.import_proposals');
	const { rows, assigner_id, sheets, missing, said } = ledger;
	const isOpen = missing.length > 0 || sheets.some(({ session }) => !session);
	if (isOpen && !wish.dryRun) throw broken(...whatIsOpen(ledger));
	const bad = ledger.bad.length ? ledger.bad : await listVoid(ctx, rows);
	if (bad.length) return { bad, ...reportOf({ fresh: [], alreadyThere: 0, differing: [], there: [] }) };
	if (wish.dryRun) return { bad, ...reportOf(await sortOut(ctx, rows)) };
	const sorted = await inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		await waitForOtherImport(trx, inner);
		await saveMappedHeadings(trx, inner, 'proposals', said);
		const placed = await storeSessions(trx, inner, rows);
		await reserveNumbers(trx, inner, placed);
		const found = await sortOut(inner, placed);
		await store(trx, inner, found.fresh, { assigner_id, onProgress: wish.onProgress });
		return found;
	});
	markChanged(ctx.committee.slug);
	return { bad, ...reportOf(sorted) };
}

/** What a person has to say first: which column is meant, or which session. */
const whatIsOpen = ({ missing, knownSessions }: OpenedLedger): Parameters<typeof broken> =>
	missing.length
		? ['ledger.missing_column', { values: { columns: missing.map((field) => ledgerWords[field][0]).join('、') } }]
		: ['ledger.session_missing', { values: { known: knownSessions.join('、') } }];

const reportOf = ({ fresh, alreadyThere, differing }: Sorted): Omit<ImportReport, 'bad'> => ({
	stored: fresh.length,
	alreadyThere,
	differing,
	newSessions: [...new Set(fresh.filter(({ session }) => isNew(session)).map(({ session }) => session.name))],
});
