import { markChanged } from '#server/core/changes.ts';
import type { Context } from '#server/core/context.ts';
import { inTransaction, type Db } from '#server/core/database.ts';
import { mayBy } from '#server/core/grant.ts';
import { broken, notPermitted } from '#server/core/refusal.ts';
import { within } from '#server/core/transition.ts';
import { findRoll, headingKey, type Mapped, type Roll } from '#server/intake/headings.ts';
import { intakeGrants } from '#server/intake/permissions.ts';
import { listMappedHeadings, saveMappedHeadings, waitForOtherImport } from '#server/intake/queries.ts';
import { readTables, type Table } from '#server/intake/table.ts';
import { textOf } from '#server/intake/text.ts';
import { understandPosts } from './liaison-posts.ts';
import { understandMembers, type MemberGiven } from './members.ts';
import * as queries from './queries.ts';
import { rosterNeeds, rosterWords, type BadRow, type Entry, type RosterKind } from './roster.ts';
import { daysOfTerm, storeBodies, storeMembers } from './store.ts';
import { understandUnits, type BodyGiven } from './units.ts';

export interface RosterReport {
	sheet: string;
	/** With any of these nothing is stored. */
	bad: BadRow[];
	entries: (Pick<Entry, 'row' | 'name' | 'state' | 'says' | 'changes'> & { source: string[] })[];
	headings: string[];
	unknownHeadings: string[];
	/** Recognised and left out all the same, each with the sentence that says why. */
	leftOut: { heading: string; why: 'intake.phone_left_out' | 'intake.office_left_out' }[];
	/** Sectors that a committee without any gets from its first roster. */
	newSectors: string[];
	counts: Record<Entry['state'], number>;
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
		const roll = await rollIn(trx, inner, kind, tables, said);
		const understood = await understand(trx, inner, kind, roll);
		if (!dryRun && understood.bad.length === 0) {
			await saveMappedHeadings(trx, inner, kind, said);
			await store(trx, inner, kind, understood, onProgress);
		}
		return reportOf(roll, understood);
	});
	if (!dryRun && report.bad.length === 0) markChanged(ctx.committee.slug);
	return report;
}

async function rollIn(db: Db, ctx: Context, kind: RosterKind, tables: readonly Table[], said: Mapped) {
	const remembered = await listMappedHeadings(db, ctx, kind);
	return findRoll(tables, rosterWords[kind], rosterNeeds[kind], new Map([...remembered, ...said]));
}

async function understand(db: Db, ctx: Context, kind: RosterKind, roll: Roll<string>): Promise<Understood> {
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
	return understandMembers(roll, { members, bodies, noSectors: !bodies.some((body) => body.kind === 'sector') });
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
		return storeMembers(trx, ctx, entries as Entry<MemberGiven>[], daysOfTerm(term), onProgress);
	}
	const bodyKind = kind === 'units' ? 'handling_unit' : 'township_liaison';
	return storeBodies(trx, ctx, bodyKind, entries as Entry<BodyGiven>[], onProgress);
}

function reportOf(roll: Roll<string>, { entries, bad }: Understood): RosterReport {
	const lines = new Map(roll.lines.map(({ row, cells }) => [row, cells]));
	const shown = entries.map(({ row, name, state, says, changes }) => ({
		...{ row, name, state, says, changes },
		source: roll.headings.map((_, column) => textOf(lines.get(row)?.[column])),
	}));
	const counts = { added: 0, changed: 0, same: 0 };
	for (const { state } of entries) counts[state]++;
	const headingOf = (field: string) => roll.headings[roll.columns[field] ?? -1];
	const [phone, office] = [headingOf('phone'), headingOf('office')];
	const sectors = entries.flatMap(({ given }) => ('sector' in given && !given.sector.id ? given.sector.name : []));
	return {
		...{ sheet: roll.sheet, headings: roll.headings, unknownHeadings: roll.unknownHeadings },
		...{ bad, counts, entries: shown, newSectors: [...new Set(sectors)] },
		leftOut: [
			...(phone ? [{ heading: phone, why: 'intake.phone_left_out' as const }] : []),
			...(office ? [{ heading: office, why: 'intake.office_left_out' as const }] : []),
		],
	};
}
