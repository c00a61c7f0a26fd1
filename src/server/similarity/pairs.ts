import type { Context } from '../core/context.ts';
import { mayBy } from '../core/grant.ts';
import { notPermitted } from '../core/refusal.ts';
import { listReadable, type ProposalRow, type ReadableProposal } from '../proposals/queries/texts.ts';
import { likenessOf, prepare, type Passage } from './compare.ts';
import { similarityGrants } from './permissions.ts';
import { groupsOf, type Group } from './session/groups.ts';
import { listPairs, type PairRow } from './session/queries.ts';

/** Which pairs are asked for: where something is still to be examined, all, or those judged to be different matters. */
export const pairViews = ['open', 'all', 'unlike'] as const;
export type PairView = (typeof pairViews)[number];

export interface Pair {
	score: number;
	rows: [ProposalRow, ProposalRow];
	terms: string[];
	/** Who judged that these are different matters, and when. */
	unlike: { by: string; at: Date } | null;
}
/** How far the session has been compared. */
export interface Progress {
	all: number;
	waiting: number;
}

const mostPairs = 5000;
const onPage = 8;
/** Of a larger group the first are shown. */
const mostOfGroup = 12;
const mostPassages = 6;

export const mayCompareSession = ({ actor }: Context): boolean => mayBy(similarityGrants.compare_session, actor, []);
export function demandExaminer(ctx: Context): void {
	if (!mayCompareSession(ctx)) throw notPermitted('similarity.pairs');
}

const isExamined = (state: string): boolean => !['submitted', 'under_review', 'returned'].includes(state);
const belongs: Record<PairView, (pair: PairRow) => boolean> = {
	open: (pair) => !pair.unlike_at && !(isExamined(pair.first_state) && isExamined(pair.second_state)),
	all: (pair) => !pair.unlike_at,
	unlike: (pair) => pair.unlike_at !== null,
};
const unlikeOf = ({ unlike_by, unlike_at }: PairRow): Pair['unlike'] =>
	unlike_at ? { by: unlike_by ?? '', at: unlike_at } : null;

/** Near-duplicates within a session, the likest pairs first; each pair once. */
export async function readPairs(
	ctx: Context,
	session_id: string,
	{ view = 'all', limit = 100 }: { view?: PairView; limit?: number } = {},
): Promise<{ pairs: Pair[]; progress: Progress }> {
	demandExaminer(ctx);
	const { pairs, all, waiting } = await listPairs(ctx.db, ctx, session_id, mostPairs);
	const wanted = pairs.filter(belongs[view]).slice(0, limit);
	const known = await readAll(
		ctx,
		wanted.flatMap(({ first_id, second_id }) => [first_id, second_id]),
	);
	const named = wanted.flatMap((pair): Pair[] => {
		const [a, b] = [known.get(pair.first_id)?.row, known.get(pair.second_id)?.row];
		return a && b ? [{ score: pair.score, rows: [a, b], terms: pair.terms, unlike: unlikeOf(pair) }] : [];
	});
	return { pairs: named, progress: { all, waiting } };
}

async function readAll(ctx: Context, wanted: readonly string[]): Promise<Map<string, ReadableProposal>> {
	const rows = await listReadable(ctx.db, ctx, [...new Set(wanted)].slice(0, 200));
	return new Map(rows.map((one) => [one.row.id, one]));
}

/** One of a group beside the first of it. */
export interface Beside {
	row: ProposalRow;
	score: number;
	terms: string[];
	passages: Passage[];
	unlike: Pair['unlike'];
}
export interface NearGroup {
	/** Into which the others would be merged: admitted already, or come first. */
	main: ProposalRow;
	others: Beside[];
	/** So many more belong to it. */
	more: number;
}
export interface NearDuplicates {
	groups: NearGroup[];
	counts: Record<PairView, number>;
	progress: Progress;
	page: number;
	pages: number;
	/** Groups in all. */
	total: number;
}

const precedence = (state: string): number =>
	isExamined(state) && state !== 'declined' ? 0 : state === 'under_review' ? 1 : 2;

function groupView(
	{ ids }: Group,
	known: ReadonlyMap<string, ReadableProposal>,
	pairs: ReadonlyMap<string, PairRow>,
): NearGroup[] {
	const members = ids.flatMap((id) => known.get(id) ?? []);
	const [main, ...rest] = members.sort(
		(a, b) => precedence(a.row.state) - precedence(b.row.state) || (a.row.id < b.row.id ? -1 : 1),
	);
	if (!main || !rest.length) return [];
	const ours = main.readable.text ? prepare({ title: main.row.title, ...main.readable.text }) : undefined;
	const others = rest.slice(0, mostOfGroup - 1).flatMap(({ row, readable: { text } }): Beside[] => {
		const pair = pairs.get([main.row.id, row.id].sort().join());
		if (!pair) return [];
		const passages = ours && text ? likenessOf(ours, prepare({ title: row.title, ...text })).passages : [];
		const { score, terms } = pair;
		return [{ row, score, terms, passages: passages.slice(0, mostPassages), unlike: unlikeOf(pair) }];
	});
	return [{ main: main.row, others, more: ids.length - 1 - others.length }];
}

/** What was judged pair by pair is shown pair by pair; else a group is to be examined while any of it is. */
function groupsBy(pairs: readonly PairRow[]): Record<PairView, Group[]> {
	const standing = pairs.filter(belongs.all);
	const open = new Set(
		standing.flatMap(({ first_id, second_id, first_state, second_state }) => [
			...(isExamined(first_state) ? [] : [first_id]),
			...(isExamined(second_state) ? [] : [second_id]),
		]),
	);
	const all = groupsOf(standing);
	return {
		open: all.filter(({ ids }) => ids.some((id) => open.has(id))),
		all,
		unlike: pairs.filter(belongs.unlike).map(alone),
	};
}

/** The session's proposals that say the same, in groups, the likest first; a page of them with what they share. */
export async function readNearDuplicates(
	ctx: Context,
	session_id: string,
	{ view, page: wanted }: { view: PairView; page: number },
): Promise<NearDuplicates> {
	demandExaminer(ctx);
	const { pairs, all, waiting } = await listPairs(ctx.db, ctx, session_id, mostPairs);
	const groups = groupsBy(pairs);
	const pages = Math.max(1, Math.ceil(groups[view].length / onPage));
	const page = Math.min(wanted, pages);
	const shown = groups[view].slice((page - 1) * onPage, page * onPage);
	const known = await readAll(
		ctx,
		shown.flatMap(({ ids }) => ids.slice(0, mostOfGroup * 2)),
	);
	const byKey = new Map(pairs.map((pair) => [`${pair.first_id},${pair.second_id}`, pair]));
	return {
		groups: shown.flatMap((group) => groupView(group, known, byKey)),
		counts: Object.fromEntries(pairViews.map((one) => [one, groups[one].length])) as Record<PairView, number>,
		progress: { all, waiting },
		page,
		pages,
		total: groups[view].length,
	};
}
const alone = ({ first_id, second_id, score }: PairRow): Group => ({ ids: [first_id, second_id], score });
