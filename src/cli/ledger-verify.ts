import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { checkpointShape, type Checkpoint } from '#server/ledger/block.ts';
import { leafOf } from '#server/ledger/entry.ts';
import { blocksIn, entryShape, Unreadable } from '#server/ledger/export.ts';
import { inspect } from '#server/ledger/inspect.ts';
import { keysHere } from '#server/ledger/key.ts';
import { faultInProof, proofShape, type Proof } from '#server/ledger/proof.ts';
import { verifyChain, type Finding, type Report } from '#server/ledger/verify.ts';
import { t, tOr } from '#words';
import { Refused, type Call } from './command.ts';

type Told = Pick<Call, 'say' | 'tell'>;
const shown = 20;

/** What a file holds, if it is what it should be. */
export async function readShape<T>(path: string, shape: z.ZodType<T>): Promise<T> {
	const text = await readFile(path, 'utf8').catch(() => {
		throw new Refused(t('cli.file_missing', { value: path }));
	});
	try {
		return shape.parse(JSON.parse(text));
	} catch {
		throw new Refused(t('sealing.cli_not_understood', { value: path }));
	}
}

const broughtAlong = async ({ checkpoint }: Call['options']): Promise<Checkpoint | undefined> =>
	typeof checkpoint === 'string' ? readShape(checkpoint, checkpointShape) : undefined;

export const sentenceOf = ({ what, values, ...place }: Finding): string =>
	tOr(`sealing.fault_${what}`, what, { ...place, ...values });

function tellReport(
	{ findings, blocks, entries, erased, restores, last }: Report,
	checked: boolean,
	{ say, tell }: Told,
) {
	for (const [index, finding] of findings.slice(0, shown).entries())
		say(index ? `  ${sentenceOf(finding)}` : t('sealing.cli_first', { sentence: sentenceOf(finding) }));
	if (findings.length > shown) say(`  ${t('cli.and_more', { n: findings.length - shown })}`);
	for (const { number, sealed_at, about } of restores)
		say(t('sealing.cli_restore', { number, at: sealed_at, to: about?.returned_to?.number ?? 0 }));
	say(t(findings.length ? 'sealing.cli_walked' : 'sealing.cli_fits', { blocks, entries, erased }));
	if (last) say(t('sealing.cli_last', { number: last.number, hash: last.hash }));
	if (!checked) tell(t('sealing.cli_unchecked'));
	return findings.length ? 1 : 0;
}

/** The ledger as it lies in the database. Ends with 1 where anything does not fit. */
export async function verifyLedger({ ctx, options, say, tell }: Call): Promise<number> {
	const checkpoint = await broughtAlong(options);
	const report = await inspect(ctx, { keys: await keysHere(), ...(checkpoint && { checkpoint }) });
	const code = tellReport(report, checkpoint !== undefined, { say, tell });
	if (report.waiting) say(t('sealing.cli_waiting', { n: report.waiting }));
	return code;
}

export const isApart = ({ export: file, proof }: Call['options']): boolean =>
	typeof file === 'string' || typeof proof === 'string';

/** An export or a proof, for whoever has no database: an auditor, a journalist, a citizen. */
export const verifyApart = async (call: Omit<Call, 'ctx' | 'signIn' | 'ownerUrl'>): Promise<number> =>
	typeof call.options.proof === 'string' ? verifyProof(call, call.options.proof) : verifyExport(call);

async function verifyExport({ options, say, tell }: Omit<Call, 'ctx' | 'signIn' | 'ownerUrl'>): Promise<number> {
	const path = String(options.export);
	const checkpoint = await broughtAlong(options);
	const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
	try {
		const report = await verifyChain(blocksIn(lines), checkpoint && { checkpoint });
		return tellReport(report, checkpoint !== undefined, { say, tell });
	} catch (error) {
		if (error instanceof Unreadable) throw new Refused(t('sealing.cli_unreadable', { value: path, line: error.line }));
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
			throw new Refused(t('cli.file_missing', { value: path }));
		throw error;
	}
}

const faultUnder = (proof: Proof, checkpoint: Checkpoint | undefined) =>
	checkpoint && checkpoint.hash !== proof.checkpoint.hash ? 'other_checkpoint' : faultInProof(proof);

const provenEntry = proofShape.extend({ entry: entryShape.nullable() });

async function verifyProof(
	{ options, say, tell }: Omit<Call, 'ctx' | 'signIn' | 'ownerUrl'>,
	path: string,
): Promise<number> {
	const { entry, ...proof } = await readShape(path, provenEntry);
	const checkpoint = await broughtAlong(options);
	const fault = !entry || leafOf(entry).toString('hex') === proof.leaf ? faultUnder(proof, checkpoint) : 'entry';
	if (fault) {
		say(tOr(`sealing.proof_${fault}`, fault));
		return 1;
	}
	const block = proof.block.number;
	say(
		entry
			? t('sealing.proof_fits', { act: `${entry.machine}.${entry.action}`, at: entry.at, block })
			: t('sealing.proof_fits_unnamed', { block }),
	);
	say(t('sealing.cli_last', { number: proof.checkpoint.number, hash: proof.checkpoint.hash }));
	if (!checkpoint) tell(t('sealing.cli_unchecked'));
	return 0;
}
