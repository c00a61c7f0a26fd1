import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { system } from '#server/core/context.ts';
import { checkpointShape } from '#server/ledger/block.ts';
import { changeKey } from '#server/ledger/change-key.ts';
import { countErasable, eraseBefore, noteRestore } from '#server/ledger/commands.ts';
import { exportLines } from '#server/ledger/export.ts';
import { findCheckpoint, listCheckpoints } from '#server/ledger/queries/chain.ts';
import { findCommitteeById, listCommittees } from '#server/people/queries.ts';
import { t } from '#words';
import { Refused, type Call } from './command.ts';
import { readShape } from './ledger-verify.ts';

/** The whole chain with its entries as a file that is verified without a database. */
export async function exportLedger({ ctx, arguments: [path = ''], say }: Call): Promise<number> {
	await pipeline(exportLines(ctx), createWriteStream(path, { mode: 0o600 })).catch((error: Error) => {
		throw new Refused(t('sealing.cli_not_written', { value: path, reason: error.message }));
	});
	say(t('sealing.cli_exported', { value: path }));
	return 0;
}

/** The newest checkpoint, to be kept where the operator cannot reach it. */
export async function printCheckpoint({ ctx, say }: Call): Promise<number> {
	const [newest] = await listCheckpoints(ctx.db, ctx, { limit: 1 });
	if (!newest) throw new Refused(t('sealing.cli_nothing'));
	say(JSON.stringify(newest, null, '\t'));
	return 0;
}

/** After a restore on another machine, which remembers nothing. */
export async function noteRestored({ ctx, options, say }: Call): Promise<number> {
	const gave_up = await readShape(String(options.checkpoint), checkpointShape);
	const there = await findCheckpoint(ctx.db, ctx, gave_up.number);
	if (there?.hash === gave_up.hash || gave_up.committee_id !== ctx.committee.id)
		throw new Refused(t('sealing.cli_nothing_lost', { number: gave_up.number }));
	const block = await noteRestore(ctx, { number: gave_up.number, hash: gave_up.hash });
	say(t('sealing.cli_noted', { number: block?.number ?? 0 }));
	return 0;
}

/** One installation has one key: every committee's chain names the new one. */
export async function changeLedgerKey({ ctx, options, say }: Call): Promise<number> {
	const all = await Promise.all((await listCommittees(ctx.db)).map(({ id }) => findCommitteeById(ctx.db, id)));
	const contexts = all.flatMap((committee) => (committee ? [{ ...ctx, committee, actor: system }] : []));
	const key = await changeKey(contexts, { lost: options.lost === true });
	say(t('sealing.cli_key_changed', { key }));
	return 0;
}

/** By the committee's retention schedule: what was said goes, that it was said stays. */
export async function eraseWords({ ctx, options, say }: Call): Promise<number> {
	const before = String(options.before);
	const day = new Date(`${before}T00:00:00Z`);
	if (!/^\d{4}-\d\d-\d\d$/.test(before) || Number.isNaN(day.getTime()))
		throw new Refused(t('sealing.cli_no_day', { value: before }));
	const dry = options['dry-run'] === true;
	const n = dry ? await countErasable(ctx, day) : await eraseBefore(ctx, day, String(options.rule));
	say(t(dry ? 'sealing.cli_would_erase' : 'sealing.cli_erased', { n }));
	return 0;
}
