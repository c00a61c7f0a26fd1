import { markChanged } from '#server/core/changes.ts';
import type { Context } from '#server/core/context.ts';
import { inTransaction, type Db } from '#server/core/database.ts';
import { mayBy } from '#server/core/grant.ts';
import { broken, notPermitted } from '#server/core/refusal.ts';
import { within } from '#server/core/transition.ts';
import {
	explainedIn,
	findRolls,
	headingKey,
	type Explained,
	type Mapped,
	type NotRead,
	type Rolls,
	type Sought,
} from '#server/intake/headings.ts';
import { intakeGrants } from '#server/intake/permissions.ts';
import { listMappedHeadings, saveMappedHeadings, waitForOtherImport } from '#server/intake/queries.ts';
import { readTables } from '#server/intake/table.ts';
import { textOf } from '#server/intake/text.ts';
import { understandPosts } from './liaison-posts.ts';
import { isSectorName, lookUp, understandMembers, type MemberGiven } from './members.ts';
import * as queries from './queries.ts';
import { rosterNeeds, rosterWords, type BadRow, type Entry, type RosterKind } from './roster.ts';
import { daysOfTerm, storeBodies, storeMembers } from './store.ts';
import { understandUnits, type BodyGiven } from './units.ts';

export interface RosterReport {
	sheets: SheetRead[];
	/** Sheets of the file that nothing was read from, each with the reason. */
	notRead: NotRead[];
	/** With any of these nothing is stored. */
	bad: BadRow[];
	entries: (Pick<Entry, 'row' | 'sheet' | 'name' | 'state' | 'says' | 'changes' | 'notes'> & {
		/** The row as it is written, and the headings over its cells. */
		source: string[];
		headings: string[];
	})[];
	unknownHeadings: string[];
	/** Those, and the headings that were explained by hand, with some of their values. */
	explained: Explained[];
	/** Fields that are needed and that no heading names; with any of these nothing is stored either. */
	missing: string[];
	/** Recognised and left out all the same, each with the sentence that says why. */
	leftOut: { heading: string; why: 'intake.phone_left_out' | 'intake.members_left_out' }[];
	/** Sectors that a committee without any gets from its first roster. */
	newSectors: string[];
	counts: Record<Entry['state'], number>;
}

/** One sheet and what its name said for all of its rows. */
export interface SheetRead {
	name: string;
	rows: number;
	bySheet: Partial<Record<string, string>>;
}

export interface RosterWish {
	/** Says what would happen and stores nothing. */
	dryRun?: boolean;
	/** What headings that nobody knows mean, by heading; kept for the next file. */
	mapped?: Mapped;
	onProgress?: (done: number, total: number) => void;
}

type Understood = { entries: Entry<MemberGiven>[] | Entry<BodyGiven>[]; bad: BadRow[] };

/**
 * Reads a roster in: all of it or nothing. A row that is there already is not stored again; of one that says something else, the
 * fields that it gives are changed and each change is reported. Nobody is removed because a roster does not name him.
 */
export async function importRoster(
	ctx: Context,
	kind: RosterKind,
	bytes: Uint8Array,
	{ dryRun = false, mapped = new Map(), onProgress }: RosterWish = {},
): Promise<RosterReport> {
	if (!mayBy(intakeGrants.import_rosters, ctx.actor, [])) throw notPermitted('intake.import_rosters');
	const tables = await readTables(bytes);
	const said = new Map([...mapped].map(([heading, field]) => [headingKey(heading), field]));
	const report = await inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		if (!dryRun) await waitForOtherImport(trx, inner);
		const mapped = new Map([...(await listMappedHeadings(trx, inner, kind)), ...said]);
		const found = findRolls(tables, await soughtFor(trx, inner, kind, mapped));
		const understood = await understand(trx, inner, kind, found.rolls);
		const answer = { ...reportOf(found, understood), explained: explainedIn(found.rolls, mapped) };
		if (!dryRun && isStorable(answer)) {
			await saveMappedHeadings(trx, inner, kind, said);
			await store(trx, inner, kind, understood, onProgress);
		}
		return answer;
	});
	if (!dryRun && isStorable(report)) markChanged(ctx.committee.slug);
	return report;
}

/** All or nothing: one bad row, or one column that nobody found, and nothing is stored. */
export const isStorable = ({ bad, missing }: RosterReport): boolean => bad.length === 0 && missing.length === 0;

/** A roster of members may have a sheet for each sector: its name is the sector then. */
async function soughtFor(db: Db, ctx: Context, kind: RosterKind, mapped: Mapped): Promise<Sought<string>> {
	const sought = { words: rosterWords[kind], needs: rosterNeeds[kind], mapped };
	if (kind === 'liaison_posts') return { ...sought, instead: { name: 'short_name' } };
	if (kind !== 'members') return sought;
	const find = lookUp(await queries.listRollBodies(db, ctx, 'sector'), 'sector');
	return { ...sought, named: { field: 'sector', fits: (sheet) => isSectorName(sheet) || 'id' in find(sheet) } };
}

async function understand(db: Db, ctx: Context, kind: RosterKind, found: Rolls<string>['rolls']): Promise<Understood> {
	const roll = found.filter(({ missing }) => missing.length === 0);
	if (kind === 'units')
		return understandUnits(roll, await queries.listRollBodies(db, ctx, 'handling_unit'), ctx.committee.name);
	const members = await queries.listRollMembers(db, ctx);
	if (kind === 'liaison_posts') {
		const bodies = await queries.listRollBodies(db, ctx, 'township_liaison');
		return understandPosts(
			roll,
			{ bodies, members, conveners: await queries.listConveners(db, ctx) },
			ctx.committee.name,
		);
	}
	const bodies = await queries.listRollBodies(db, ctx, 'sector', 'township_liaison', 'participating_body');
	const term = (await queries.findTerm(db, ctx))?.number;
	const noSectors = !bodies.some((body) => body.kind === 'sector');
	return understandMembers(roll, { members, bodies, noSectors, ...(term && { term }) });
}

async function store(
	trx: Parameters<typeof storeMembers>[0],
	ctx: Context,
	kind: RosterKind,
	{ entries }: Understood,
	onProgress: RosterWish['onProgress'],
): Promise<void> {
	if (kind === 'members') {
		const term = await queries.findTerm(trx, ctx);
		if (!term) throw broken('intake.no_term');
		const plenum = await queries.findPlenum(trx, ctx);
		const days = { ...daysOfTerm(term), plenum_id: plenum?.id };
		return storeMembers(trx, ctx, entries as Entry<MemberGiven>[], days, onProgress);
	}
	const bodyKind = kind === 'units' ? 'handling_unit' : 'township_liaison';
	return storeBodies(trx, ctx, bodyKind, entries as Entry<BodyGiven>[], onProgress);
}

function reportOf({ rolls, notRead }: Rolls<string>, { entries, bad }: Understood): Omit<RosterReport, 'explained'> {
	const lines = new Map(
		rolls.flatMap(({ sheet, headings, lines: all }) =>
			all.map(({ row, cells }) => {
				const source = headings.map((_, column) => textOf(cells[column]));
				return [`${sheet} ${row}`, { source, headings }] as const;
			}),
		),
	);
	const shown = entries.map(({ row, sheet, name, state, says, changes, notes }) => ({
		...{ row, sheet, name, state, says, changes, notes },
		...(lines.get(`${sheet} ${row}`) ?? { source: [], headings: [] }),
	}));
	const counts = { added: 0, changed: 0, same: 0 };
	for (const { state } of entries) counts[state]++;
	const headingsOf = (field: string) => [
		...new Set(rolls.flatMap(({ headings, columns }) => headings[columns[field] ?? -1] ?? [])),
	];
	const sectors = entries.flatMap(({ given }) => ('sector' in given && !given.sector.id ? given.sector.name : []));
	const distinct = (all: readonly string[]) => [...new Set(all)];
	return {
		bad: rolls.length === 1 ? bad.map(({ sheet: _, ...one }) => one) : bad,
		...{ notRead, counts, entries: shown, newSectors: distinct(sectors) },
		sheets: rolls.map(({ sheet, lines: all, bySheet }) => ({ name: sheet, rows: all.length, bySheet })),
		unknownHeadings: distinct(rolls.flatMap((roll) => roll.unknownHeadings)),
		missing: distinct(rolls.flatMap((roll) => roll.missing)),
		leftOut: [
			...headingsOf('phone').map((heading) => ({ heading, why: 'intake.phone_left_out' as const })),
			...headingsOf('members').map((heading) => ({ heading, why: 'intake.members_left_out' as const })),
		],
	};
}
