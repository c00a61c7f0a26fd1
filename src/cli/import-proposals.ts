import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { refuseWrongName } from '#server/intake/kind.ts';
import { importLedger } from '#server/proposals/import/commands.ts';
import { openLedger } from '#server/proposals/import/open.ts';
import { ledgerWords } from '#server/proposals/ledger/headings.ts';
import { t } from '#words';
import { Refused, type Call } from './command.ts';
import { openQuestions, readingOf, resultOf } from './import-report.ts';
import { mappedBy, sessionsBy } from './mapping.ts';

/** Reads in a ledger, or shows what would come of it. Ends with 1 where a row is bad, and has stored nothing then. */
export async function importProposals({ ctx, arguments: [path = ''], options, say, tell }: Call): Promise<number> {
	const bytes = await readFile(path).catch(() => {
		throw new Refused(t('cli.file_missing', { value: path }));
	});
	refuseWrongName(path, bytes);
	tell(t('cli.reading', { value: basename(path) }), true);
	const mapped = mappedBy(ledgerWords, options.map);
	const ledger = await openLedger(ctx, bytes, { mapped, ...sessionsBy(options.session) });
	for (const line of readingOf(ledger)) say(line);
	const open = openQuestions(ledger);
	for (const line of open) say(line);
	if (open.length) return 1;
	const dryRun = options['dry-run'] === true;
	const onProgress = (done: number, total: number) => tell(t('cli.storing', { done, total }), true);
	const report = await importLedger(ctx, ledger, { dryRun, onProgress });
	for (const line of resultOf(report, dryRun)) say(line);
	return report.bad.length ? 1 : 0;
}
