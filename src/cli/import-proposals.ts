import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importLedger } from '#server/proposals/import/commands.ts';
import { openLedger } from '#server/proposals/import/open.ts';
import { t } from '#words';
import { Refused, type Call } from './command.ts';
import { readingOf, resultOf } from './import-report.ts';

/** Reads in a ledger, or shows what would come of it. Ends with 1 where a row is bad, and has stored nothing then. */
export async function importProposals({ ctx, arguments: [path = ''], options, say, tell }: Call): Promise<number> {
	const bytes = await readFile(path).catch(() => {
		throw new Refused(t('cli.file_missing', { value: path }));
	});
	tell(t('cli.reading', { value: basename(path) }), true);
	const session = typeof options.session === 'string' ? options.session : undefined;
	const ledger = await openLedger(ctx, bytes, session);
	for (const line of readingOf(ledger)) say(line);
	const dryRun = options['dry-run'] === true;
	const onProgress = (done: number, total: number) => tell(t('cli.storing', { done, total }), true);
	const report = await importLedger(ctx, ledger, { dryRun, onProgress });
	for (const line of resultOf(report, dryRun)) say(line);
	return report.bad.length ? 1 : 0;
}
