import { open, rename, rm } from 'node:fs/promises';
import { inSnapshot } from '#server/core/database.ts';
import { broken } from '#server/core/refusal.ts';
import type { TableFormat } from '#server/intake/write.ts';
import { countWanted, exportSteps, type Wanted } from '#server/proposals/export/read.ts';
import { knowOffice } from '#server/proposals/import/open.ts';
import { isNew } from '#server/proposals/import/sessions.ts';
import { proposalStates } from '#server/proposals/lifecycle.ts';
import { readSession } from '#server/proposals/ledger/numbers.ts';
import { t } from '#words';
import { Refused, type Call } from './command.ts';
import { list } from './import-report.ts';

const most = 10_000_000;

function formatOf(path: string, said: unknown): TableFormat {
	const format = typeof said === 'string' ? said : path.endsWith('.csv') ? 'csv' : 'xlsx';
	if (format !== 'csv' && format !== 'xlsx') throw new Refused(t('cli.export.unknown_format', { value: format }));
	return format;
}

/** What is wanted of the committee's proposals, of which the command line reads all. */
async function wantedBy({ ctx, options }: Call): Promise<Wanted> {
	const { session, state } = options;
	if (typeof state === 'string' && !proposalStates.some((known) => known === state))
		throw new Refused(t('cli.export.unknown_state', { value: state, known: list(proposalStates) }));
	const wanted: Wanted = typeof state === 'string' ? { state } : {};
	if (typeof session !== 'string') return wanted;
	const { sessions } = await knowOffice(ctx);
	const found = sessions.find(readSession(session));
	if (!found || isNew(found))
		throw broken('ledger.session_unknown', { values: { value: session, known: sessions.names } });
	return { ...wanted, session_id: found.id };
}

/** Writes a ledger of any size, as everything stood when it began. The file appears under its name once it is whole. */
export async function exportProposals(call: Call): Promise<number> {
	const {
		ctx,
		arguments: [path = ''],
		options,
		say,
		tell,
	} = call;
	const format = formatOf(path, options.format);
	const wanted = await wantedBy(call);
	const total = await countWanted(ctx, wanted, most);
	const unfinished = `${path}.part`;
	const file = await open(unfinished, 'w').catch(() => {
		throw new Refused(t('cli.file_not_written', { value: path }));
	});
	try {
		await inSnapshot(ctx.db, async (db) => {
			for await (const { pieces, done } of exportSteps({ ...ctx, db }, wanted, { format })) {
				for (const piece of pieces) await file.write(piece);
				tell(t('cli.export.rows', { done, total }), true);
			}
		});
		await file.close();
		await rename(unfinished, path);
	} catch (error) {
		await file.close().catch(() => undefined);
		await rm(unfinished, { force: true });
		throw error;
	}
	say(t('cli.exported', { value: path }));
	return 0;
}
