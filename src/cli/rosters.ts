import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { refuseWrongName } from '#server/intake/kind.ts';
import { importRoster, isStorable, type RosterReport } from '#server/people/import/commands.ts';
import { exportRoster } from '#server/people/import/export.ts';
import { rosterWords, type RosterKind } from '#server/people/import/roster.ts';
import { t, tOr } from '#words';
import { Refused, type Call } from './command.ts';
import { lineOf, list, problem } from './import-report.ts';
import { mappedBy } from './mapping.ts';

export async function bytesOf(path: string): Promise<Buffer> {
	return readFile(path).catch(() => {
		throw new Refused(t('cli.file_missing', { value: path }));
	});
}

/** Reads a roster in, or shows what would come of it. Ends with 1 where a row is bad, and has stored nothing then. */
export const importRosterOf = (kind: RosterKind) =>
	async function ({ ctx, arguments: [path = ''], options, say, tell }: Call): Promise<number> {
		const bytes = await bytesOf(path);
		refuseWrongName(path, bytes);
		tell(t('cli.reading', { value: basename(path) }), true);
		const dryRun = options['dry-run'] === true;
		const onProgress = (done: number, total: number) => tell(t('cli.storing_rows', { done, total }), true);
		const report = await importRoster(ctx, kind, bytes, {
			dryRun,
			onProgress,
			mapped: mappedBy(rosterWords[kind], options.map),
		});
		for (const line of linesOf(kind, report, dryRun)) say(line);
		return isStorable(report) ? 0 : 1;
	};

const fieldName = (field: string) => tOr(`intake.field.${field}`, field);

function linesOf(kind: RosterKind, report: RosterReport, dryRun: boolean): string[] {
	const { sheets, notRead, entries, unknownHeadings, leftOut, missing, bad, counts, newSectors } = report;
	const named = missing.map((field) => rosterWords[kind][field]?.[0] ?? field);
	const ofSheet = (name: string) => entries.filter((entry) => entry.sheet === name).length;
	return [
		...sheets.map(({ name }) => t('cli.roster_understood', { sheet: name, n: ofSheet(name) })),
		...sheets.flatMap(({ name, bySheet }) => (bySheet.sector ? [t('intake.sector_by_sheet', { value: name })] : [])),
		...notRead.map(({ sheet, why, lacks }) => t(why, { sheet, columns: lacks ?? '' })),
		...(unknownHeadings.length ? [t('cli.roster_unknown_headings', { value: list(unknownHeadings) })] : []),
		...leftOut.map(({ heading, why }) => t(why, { heading })),
		...(newSectors.length ? [t('intake.new_sectors', { value: list(newSectors) })] : []),
		...changesOf(entries),
		...notesOf(entries),
		...(named.length ? [t('intake.missing_columns', { columns: list(named) })] : []),
		...(bad.length ? [t('cli.bad_rows', { n: bad.length }), ...bad.map(problem)] : []),
		...(isStorable(report) ? [t(dryRun ? 'cli.roster_would' : 'cli.roster_done', counts)] : []),
	];
}

const changesOf = (entries: RosterReport['entries']): string[] =>
	entries
		.filter(({ state }) => state === 'changed')
		.map(({ row, name, changes }) =>
			lineOf(
				row,
				name,
				changes
					.map(({ field, from, to }) => t('intake.change', { field: fieldName(field), from, to }))
					.join(t('intake.between')),
			),
		);

const notesOf = (entries: RosterReport['entries']): string[] =>
	entries.flatMap(({ row, name, notes }) =>
		notes.map(({ note, value, hint }) => lineOf(row, name, tOr(note, note, { value: value ?? '', hint: hint ?? '' }))),
	);

/** Writes a roster in the form in which it is read in. */
export const exportRosterOf = (kind: RosterKind) =>
	async function ({ ctx, arguments: [path = ''], say }: Call): Promise<number> {
		const bytes = await exportRoster(ctx, kind, path.endsWith('.csv') ? 'csv' : 'xlsx');
		await writeFile(path, bytes).catch(() => {
			throw new Refused(t('cli.file_not_written', { value: path }));
		});
		say(t('cli.exported', { value: path }));
		return 0;
	};
