import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { sourcesInZip } from '#server/intake/bundle.ts';
import {
	importDocuments,
	type DocumentsReport,
	type FileReport,
	type Source,
} from '#server/proposals/import/documents/commands.ts';
import { t, tOr } from '#words';
import { Refused, type Call } from './command.ts';
import { colon, list, nearest } from './import-report.ts';

const isDocument = (name: string) =>
	/\.(docx?|docm|wps|rtf|pdf|xlsx?|et)$/i.test(name) && !/^[~.]/.test(basename(name));

/** Every document in a folder and the folders below it, in the order of their names. */
async function sourcesIn(path: string): Promise<Source[]> {
	const found = await stat(path).catch(() => {
		throw new Refused(t('cli.file_missing', { value: path }));
	});
	if (!found.isDirectory()) {
		const bytes = await readFile(path);
		return (await sourcesInZip(bytes)) ?? [{ name: basename(path), read: () => readFile(path) }];
	}
	const names = (await readdir(path, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile() && isDocument(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
	return names.sort().map((name) => ({ name: relative(path, name), read: () => readFile(name) }));
}

/**
 * Reads in a folder, a zip or one file of proposals and replies. Broken off, it is simply run again: what was stored is known by its
 * bytes. Ends with 1 where a file was asked about or refused; all others are stored.
 */
export async function importDocumentsIn({ ctx, arguments: [path = ''], options, say, tell }: Call): Promise<number> {
	const sources = await sourcesIn(path);
	if (sources.length === 0) throw new Refused(t('cli.no_documents', { value: path }));
	const dryRun = options['dry-run'] === true;
	const report = await importDocuments(ctx, sources, {
		dryRun,
		...(typeof options.session === 'string' && { session: options.session }),
		onProgress: (stage, done, total) =>
			tell(t(stage === 'reading' ? 'cli.reading_files' : 'cli.storing_matters', { done, total }), true),
	});
	for (const line of linesOf(report, dryRun)) say(line);
	return report.counts.asked + report.counts.refused ? 1 : 0;
}

const questionsOf = ({ questions, refused }: FileReport): string[] =>
	refused
		? [tOr(refused.code, refused.code, refused.values ?? {})]
		: questions.map((one) => {
				const said = tOr(one.reason, one.reason, { value: one.value ?? '', hint: one.hint ?? '' });
				return `${one.column ? `${one.column}${colon()}` : ''}${said}${nearest({ row: 0, ...one })}`;
			});

function linesOf({ files, counts }: DocumentsReport, dryRun: boolean): string[] {
	const of = (outcome: FileReport['outcome']) => files.filter((file) => file.outcome === outcome);
	const named = (outcome: 'asked' | 'refused') =>
		of(outcome).map((file) => `  ${file.name}${colon()}${questionsOf(file).join(' ')}`);
	const noted = files.filter(({ outcome, notes }) => outcome === 'stored' && notes.length);
	return [
		...(counts.asked ? [t('cli.documents_asked', { n: counts.asked }), ...named('asked')] : []),
		...(counts.refused ? [t('cli.documents_refused', { n: counts.refused }), ...named('refused')] : []),
		...(noted.length
			? [
					t('cli.notes'),
					...noted.map((file) => `  ${file.name}${colon()}${list(file.notes.map((note) => tOr(note, note)))}`),
				]
			: []),
		t(dryRun ? 'cli.documents_would' : 'cli.documents_done', counts),
	];
}
