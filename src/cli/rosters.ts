import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importRoster, type RosterReport } from '#server/people/import/commands.ts';
import { exportRoster } from '#server/people/import/export.ts';
import { rosterWords, type RosterKind } from '#server/people/import/roster.ts';
import { t, tOr } from '#words';
import { Refused, type Call } from './command.ts';
import { lineOf, list, problem } from './import-report.ts';

export async function bytesOf(path: string): Promise<Buffer> {
	return readFile(path).catch(() => {
		throw new Refused(t('cli.file_missing', { value: path }));
	});
}

/** 出生=born_in,备注=: the fields by their first word or by their name; nothing after the sign leaves the column out. */
function mappedBy(kind: RosterKind, said: unknown): Map<string, string> {
	const known = Object.entries(rosterWords[kind]);
	const fields = new Map(known.flatMap(([field, words]) => [field, ...words.slice(0, 1)].map((word) => [word, field])));
	const pairs = typeof said === 'string' ? said.split(/[,，]/) : [];
	return new Map(
		pairs.map((pair) => {
			const [heading = '', word = ''] = pair.split(/[=＝]/).map((part) => part.trim());
			const field = fields.get(word);
			if (!heading || (word && !field))
				throw new Refused(
					t('cli.map_unknown', { value: pair, fields: list(known.map(([field, [word]]) => word ?? field)) }),
				);
			return [heading, field ?? ''];
		}),
	);
}

/** Reads a roster in, or shows what would come of it. Ends with 1 where a row is bad, and has stored nothing then. */
export const importRosterOf = (kind: RosterKind) =>
	async function ({ ctx, arguments: [path = ''], options, say, tell }: Call): Promise<number> {
		const bytes = await bytesOf(path);
		tell(t('cli.reading', { value: basename(path) }), true);
		const dryRun = options['dry-run'] === true;
		const onProgress = (done: number, total: number) => tell(t('cli.storing_rows', { done, total }), true);
		const report = await importRoster(ctx, kind, bytes, { dryRun, onProgress, mapped: mappedBy(kind, options.map) });
		for (const line of linesOf(report, dryRun)) say(line);
		return report.bad.length ? 1 : 0;
	};

const fieldName = (field: string) => tOr(`intake.field.${field}`, field);

function linesOf(report: RosterReport, dryRun: boolean): string[] {
	const { sheet, entries, unknownHeadings, leftOut, bad, counts, newSectors } = report;
	const changed = entries.filter(({ state }) => state === 'changed');
	return [
		t('cli.roster_understood', { sheet, n: entries.length }),
		...(unknownHeadings.length ? [t('cli.roster_unknown_headings', { value: list(unknownHeadings) })] : []),
		...leftOut.map(({ heading, why }) => t(why, { heading })),
		...(newSectors.length ? [t('intake.new_sectors', { value: list(newSectors) })] : []),
		...changed.map(({ row, name, changes }) =>
			lineOf(
				row,
				name,
				changes
					.map(({ field, from, to }) => t('intake.change', { field: fieldName(field), from, to }))
					.join(t('intake.between')),
			),
		),
		...(bad.length
			? [t('cli.bad_rows', { n: bad.length }), ...bad.map(problem)]
			: [t(dryRun ? 'cli.roster_would' : 'cli.roster_done', counts)]),
	];
}

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
