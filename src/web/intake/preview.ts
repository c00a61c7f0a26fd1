import type { Context } from '#server/core/context.ts';
import { sourcesInZip } from '#server/intake/bundle.ts';
import { importRoster, type RosterReport } from '#server/people/import/commands.ts';
import { rosterWords, type RosterKind } from '#server/people/import/roster.ts';
import { importLedger } from '#server/proposals/import/commands.ts';
import { importDocuments } from '#server/proposals/import/documents/commands.ts';
import { openLedger } from '#server/proposals/import/open.ts';
import { t, tOr } from '#words';
import { filesShown, questionText } from './documents.ts';

export const intakeKinds = ['members', 'units', 'liaison_posts', 'proposals', 'documents'] as const;
export type IntakeKind = (typeof intakeKinds)[number];
export const isIntakeKind = (kind: string): kind is IntakeKind => (intakeKinds as readonly string[]).includes(kind);

/** What was understood, beside what the file says. */
export interface Shown {
	place: string;
	title: string;
	/** The row or the file as it is written. */
	source: string;
	understood: { label: string; text: string }[];
	state: string;
}

export interface Preview {
	facts: string[];
	/** With any of these in a table nothing is stored. */
	problems: { place: string; sentence: string }[];
	shown: Shown[];
	more: number;
	unknownHeadings: string[];
	fields: { value: string; label: string }[];
	mayStore: boolean;
	/** What the storing did, or would do. */
	outcome: string;
	/** Rows or files that it touches. */
	touched: number;
}

export interface Wish {
	dryRun: boolean;
	/** The session, and what headings mean. */
	said: Record<string, string>;
}

const MOST_SHOWN = 200;

/** Reads an uploaded file in, or shows what would come of it: one answer for every kind. */
export function bringIn(ctx: Context, kind: IntakeKind, name: string, bytes: Uint8Array, wish: Wish): Promise<Preview> {
	if (kind === 'proposals') return ledger(ctx, bytes, wish);
	if (kind === 'documents') return documents(ctx, name, bytes, wish);
	return roster(ctx, kind, bytes, wish);
}

const cut = (all: readonly Shown[]) => ({
	shown: all.slice(0, MOST_SHOWN),
	more: Math.max(0, all.length - MOST_SHOWN),
});

export const problemText = ({ reason, value, hint }: { reason: string; value?: string; hint?: string }): string =>
	questionText({ reason, value, hint });

const mappedIn = (said: Wish['said']) =>
	new Map(
		Object.entries(said).flatMap(([key, field]) => (key.startsWith('=') ? [[key.slice(1), field] as const] : [])),
	);

const fieldLabel = (field: string) => tOr(`intake.field.${field}`, field);

async function roster(ctx: Context, kind: RosterKind, bytes: Uint8Array, { dryRun, said }: Wish): Promise<Preview> {
	const report = await importRoster(ctx, kind, bytes, { dryRun, mapped: mappedIn(said) });
	const { bad, counts, unknownHeadings } = report;
	const shown = report.entries.map((entry): Shown => ({
		place: t('intake.row', { row: entry.row }),
		title: entry.name,
		source: entry.source.filter(Boolean).join('　'),
		understood: understoodOf(entry),
		state: t(`intake.state.${entry.state}`),
	}));
	return {
		...cut(shown),
		facts: factsOf(report),
		problems: bad.map((one) => ({
			place: [t('intake.row', { row: one.row }), one.column].filter(Boolean).join(' '),
			sentence: problemText(one),
		})),
		unknownHeadings,
		fields: Object.keys(rosterWords[kind]).map((value) => ({ value, label: fieldLabel(value) })),
		mayStore: bad.length === 0 && counts.added + counts.changed > 0,
		outcome: t(dryRun ? 'intake.would' : 'intake.did', counts),
		touched: counts.added + counts.changed,
	};
}

const understoodOf = ({ changes, says }: RosterReport['entries'][number]): Shown['understood'] =>
	changes.length
		? changes.map(({ field, from, to }) => ({
				label: fieldLabel(field),
				text: t('intake.from_to', { from: from || t('intake.nothing'), to }),
			}))
		: Object.entries(says)
				.filter(([field]) => field !== 'name')
				.map(([field, text]) => ({ label: fieldLabel(field), text }));

const factsOf = ({ leftOut, newSectors }: RosterReport): string[] => [
	...leftOut.map(({ heading, why }) => t(why, { heading })),
	...(newSectors.length ? [t('intake.new_sectors', { value: newSectors.join(t('intake.between')) })] : []),
];

async function ledger(ctx: Context, bytes: Uint8Array, { dryRun, said }: Wish): Promise<Preview> {
	const opened = await openLedger(ctx, bytes, said.session || undefined);
	const report = await importLedger(ctx, opened, { dryRun });
	const { bad, stored, alreadyThere, differing, newSessions } = report;
	const shown = opened.rows.map(({ row, session, label }): Shown => ({
		place: t('intake.row', { row: row.row }),
		title: row.title,
		source: [label, row.session?.text, row.category].filter(Boolean).join('　'),
		understood: [
			{ label: t('intake.field.session'), text: session.name },
			{ label: t('intake.field.proposers'), text: row.proposers.map((one) => one.name).join('、') },
			...([row.admitted_on, row.assigned_on, row.replied_on].some(Boolean)
				? [{ label: t('intake.field.days'), text: [row.assigned_on, row.replied_on].filter(Boolean).join(' → ') }]
				: []),
			...(row.result_class ? [{ label: t('cli.field.result'), text: row.result_class }] : []),
			...row.notes.map((note) => ({ label: note.column, text: problemText({ ...note, reason: note.note }) })),
		],
		state: '',
	}));
	return {
		...cut(shown),
		facts: [
			...(opened.unknownHeadings.length
				? [t('cli.unknown_headings', { value: opened.unknownHeadings.join('、') })]
				: []),
			...(newSessions.length ? [t('cli.new_sessions', { value: newSessions.join('、') })] : []),
			...(alreadyThere ? [t('cli.already_there', { n: alreadyThere })] : []),
			...(differing.length ? [t('cli.differing', { n: differing.length })] : []),
		],
		problems: bad.map((one) => ({
			place: [t('intake.row', { row: one.row }), one.column].filter(Boolean).join(' '),
			sentence: problemText(one),
		})),
		unknownHeadings: [],
		fields: [],
		mayStore: bad.length === 0 && stored > 0,
		outcome: t(dryRun ? 'cli.would_store' : 'cli.stored', { n: stored }),
		touched: stored,
	};
}

async function documents(ctx: Context, name: string, bytes: Uint8Array, { dryRun, said }: Wish): Promise<Preview> {
	const sources = (await sourcesInZip(bytes)) ?? [{ name, read: () => Promise.resolve(bytes) }];
	const report = await importDocuments(ctx, sources, { dryRun, ...(said.session && { session: said.session }) });
	const { shown, problems } = filesShown(report.files);
	return {
		...cut(shown),
		facts: [],
		problems,
		unknownHeadings: [],
		fields: [],
		mayStore: report.counts.stored > 0,
		outcome: t(dryRun ? 'cli.documents_would' : 'cli.documents_done', report.counts),
		touched: report.counts.stored,
	};
}
