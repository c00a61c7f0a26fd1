import { generationOf } from '../core/changes.ts';
import type { Context } from '../core/context.ts';
import { isId } from '../core/id.ts';
import { keeping } from '../core/kept.ts';
import { machineNamed } from '../core/machine.ts';
import { unknown, type Breach } from '../core/refusal.ts';
import { settingsOf } from '../core/settings.ts';
import { hinderedActions } from '../core/transition.ts';
import { noteAtDesk, noteReadings } from '../readings/commands.ts';
import type { Manner, ReadingRow } from '../readings/queries.ts';
import { mayOn, type May } from './may.ts';
import { findDossier } from './queries/dossier.ts';
import { findHistory } from './queries/history.ts';
import { countProposals, listProposals, positionOf, type ProposalFilter } from './queries/lists.ts';
import type { MergeTarget } from './queries/merging.ts';
import { proposalRow, proposalView, type ProposalRow, type ProposalView } from './view.ts';

/** One proposal as this reader may see it; two statements, and one more that notes the reading of what is restricted. Refuses as unknown what he may not see. */
export async function readProposal(ctx: Context, id: string, manner: Manner = 'read'): Promise<ProposalView> {
	if (!isId(id)) throw unknown('proposal');
	const { db } = ctx;
	const [dossier, history, settings] = await Promise.all([
		findDossier(db, ctx, id),
		findHistory(db, ctx, id, { targets: false }),
		settingsOf(db, ctx),
	]);
	if (!dossier) throw unknown('proposal');
	await noteReadings(ctx, [dossier], manner);
	return proposalView(ctx, settings, { dossier, ...history });
}

export interface AtDesk {
	view: ProposalView;
	/** Acts that only standing conditions forbid now, with those that are not met. */
	hindered: Record<string, Breach[]>;
	targets: MergeTarget[];
	/** Who has read it, where only those concerned may. */
	readings: ReadingRow[];
}

/**
 * The same at a desk, in as many statements. What stands in the way of an act and what a proposal could be merged into is told to the
 * committee alone: ratings are among the reasons.
 */
export async function readAtDesk(ctx: Context, id: string): Promise<AtDesk> {
	if (!isId(id)) throw unknown('proposal');
	const { db } = ctx;
	const [dossier, history, settings] = await Promise.all([
		findDossier(db, ctx, id),
		findHistory(db, ctx, id),
		settingsOf(db, ctx),
	]);
	if (!dossier) throw unknown('proposal');
	const view = proposalView(ctx, settings, { dossier, ...history });
	const machine = machineNamed('proposal');
	if (!machine || view.audience !== 'committee') {
		await noteReadings(ctx, [dossier], 'read');
		return { view, hindered: {}, targets: [], readings: [] };
	}
	const readings = await noteAtDesk(ctx, dossier);
	return { view, hindered: hinderedActions(ctx, machine, dossier, settings), targets: history.targets, readings };
}

/** What the reader may do now and nothing else. Deadlines and contacts belong to the units' parts: before there are any, one statement tells all. */
export async function readMay(ctx: Context, id: string): Promise<May> {
	const { db } = ctx;
	const [dossier, settings] = await Promise.all([findDossier(db, ctx, id), settingsOf(db, ctx)]);
	if (!dossier) throw unknown('proposal');
	const { deadlines, contacts } = dossier.assignments.length
		? await findHistory(db, ctx, id, { targets: false, timeline: false })
		: { deadlines: [], contacts: [] };
	return mayOn(ctx, settings, { dossier, deadlines, contacts });
}

/** The same without its history, for the page on which it is written; one statement. */
export async function readDraft(ctx: Context, id: string): Promise<ProposalView> {
	const [dossier, settings] = await Promise.all([findDossier(ctx.db, ctx, id), settingsOf(ctx.db, ctx)]);
	if (!dossier) throw unknown('proposal');
	await noteReadings(ctx, [dossier], 'read');
	return proposalView(ctx, settings, { dossier, deadlines: [], contacts: [], timeline: [] });
}

export interface ProposalPage {
	rows: ProposalRow[];
	/** Counted up to 1,000; 1,001 means more. */
	total: number;
	next: string | null;
}

const counts = keeping<number>({ forMs: 2_000, most: 5_000 });

/**
 * Counting costs as much as reading a page and is asked again with each of them. What everybody may read is counted once
 * for all, kept for two seconds or until this process changes something; one's own is counted each time.
 */
function countFor(ctx: Context, { after: _, limit: __, ...asked }: ProposalFilter): Promise<number> {
	if (ctx.actor.person_id && !asked.openTo) return countProposals(ctx.db, ctx, asked);
	const { slug } = ctx.committee;
	const key = JSON.stringify([slug, generationOf(slug), Object.entries(asked).sort()]);
	return counts.get(key, () => countProposals(ctx.db, ctx, asked));
}

export async function readProposals(ctx: Context, filter: ProposalFilter): Promise<ProposalPage> {
	const limit = Math.min(filter.limit ?? 20, 100);
	const [rows, total] = await Promise.all([
		listProposals(ctx.db, ctx, { ...filter, limit: limit + 1 }),
		countFor(ctx, filter),
	]);
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return {
		rows: shown.map((row) => proposalRow(ctx.actor, row)),
		total,
		next: rows.length > limit && last ? positionOf(last) : null,
	};
}
