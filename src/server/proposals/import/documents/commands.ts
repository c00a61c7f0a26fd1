import { markChanged } from '../../../core/changes.ts';
import type { Context } from '../../../core/context.ts';
import { inTransaction, type Trx } from '../../../core/database.ts';
import { mayBy } from '../../../core/grant.ts';
import { notPermitted } from '../../../core/refusal.ts';
import { within } from '../../../core/transition.ts';
import { intakeGrants } from '#server/intake/permissions.ts';
import { waitForOtherImport } from '#server/intake/queries.ts';
import { knowOffice, type Office, type Prepared } from '../open.ts';
import { insertReadDocument, listReadDocuments } from '../queries/documents.ts';
import { listVoid, sortOut } from '../sort-out.ts';
import type { SourceFile } from '../source.ts';
import { reserveNumbers, store, storeSessions } from '../store.ts';
import { fill, questionOf, shelvedUnder } from './fill.ts';
import { gather, type Gathered, type Source } from './gather.ts';
import type { Group } from './group.ts';
import { sortOutPapers, type Bundle, type Question } from './sort.ts';

export type { Source };

export interface FileReport {
	name: string;
	/** Stored now (in a preview: would be); there already; something is asked; not readable. */
	outcome: 'stored' | 'there' | 'asked' | 'refused';
	papers: Gathered['papers'];
	questions: Question[];
	refused?: Gathered['refused'];
	notes: string[];
}

export interface DocumentsReport {
	files: FileReport[];
	counts: Record<FileReport['outcome'], number>;
}

export interface DocumentsWish {
	dryRun?: boolean;
	/** Of which session the papers are that do not say so. */
	session?: string;
	onProgress?: (stage: 'reading' | 'storing', done: number, total: number) => void;
}

const filesAtOnce = 50;

/**
 * Reads proposals and replies from Word files, many at once. A file that is not understood is asked about or refused by itself; what hangs
 * together is stored in one transaction with its files and remembered by its bytes, so that a run that was broken off goes on where it stopped.
 */
export async function importDocuments(
	ctx: Context,
	sources: readonly Source[],
	{ dryRun = false, session, onProgress }: DocumentsWish = {},
): Promise<DocumentsReport> {
	if (!mayBy(intakeGrants.import_proposals, ctx.actor, [])) throw notPermitted('intake.import_proposals');
	const reports: (FileReport | undefined)[] = sources.map(() => undefined);
	const gathered = await readAll(ctx, sources, reports, onProgress);
	const office = await knowOffice(ctx);
	const bundles = await sortOutPapers(ctx, office, gathered, session);
	for (const bundle of bundles) await askOfStored(ctx, bundle);
	const tell = (bundle: Bundle, outcome: FileReport['outcome']) => {
		for (const file of bundle.files) {
			const { source, papers, notes } = gathered[file] as Gathered;
			const { questions } = bundle;
			reports[file] = {
				name: source.name,
				outcome,
				papers,
				questions,
				notes,
			};
		}
	};
	for (const bundle of bundles) if (bundle.questions.length) tell(bundle, 'asked');
	const good = bundles.filter(({ questions }) => questions.length === 0);
	let done = 0;
	for (const chunk of chunksOf(good)) {
		const outcomes = await storeChunk(ctx, office, gathered, chunk, dryRun);
		chunk.forEach((bundle, at) => tell(bundle, outcomes[at] ?? 'stored'));
		done += chunk.length;
		onProgress?.('storing', done, good.length);
	}
	if (!dryRun && good.length) markChanged(ctx.committee.slug);
	const files = reports.filter((report) => report !== undefined);
	const counts = { stored: 0, there: 0, asked: 0, refused: 0 };
	for (const { outcome } of files) counts[outcome]++;
	return { files, counts };
}

/** Reads what was not read in before, and the same bytes only once. */
async function readAll(
	ctx: Context,
	sources: readonly Source[],
	reports: (FileReport | undefined)[],
	onProgress: DocumentsWish['onProgress'],
): Promise<Gathered[]> {
	const seen = new Set<string>();
	const gathered: Gathered[] = [];
	for (const [at, source] of sources.entries()) {
		const one = await gather(source, async (hash) => {
			const isTwice = seen.has(hash.toString('hex'));
			seen.add(hash.toString('hex'));
			return isTwice || (await listReadDocuments(ctx.db, ctx, [hash])).length > 0;
		});
		const about = { name: source.name, papers: one.papers, questions: [], notes: one.notes };
		if (one.refused) reports[at] = { ...about, outcome: 'refused', refused: one.refused };
		else if (one.isKnown) reports[at] = { ...about, outcome: 'there' };
		else if (one.papers.length === 0)
			reports[at] = {
				...about,
				outcome: 'asked',
				questions: [{ reason: one.notes.at(-1) ?? 'intake.no_text' }],
				notes: [],
			};
		gathered.push(reports[at] ? { ...one, papers: [] } : one);
		onProgress?.('reading', at + 1, sources.length);
	}
	return gathered;
}

/** Numbers that are void, and matters that are stored under the number and are something else. */
async function askOfStored(ctx: Context, bundle: Bundle): Promise<void> {
	if (bundle.questions.length) return;
	const shelved = await shelvedUnder(ctx, bundle.prepared);
	bundle.questions.push(...bundle.prepared.flatMap((one) => questionOf(one, shelved) ?? []));
	bundle.questions.push(...(await listVoid(ctx, bundle.prepared)).map(({ row: _, ...question }) => question));
}

function* chunksOf(bundles: readonly Bundle[]): Generator<Bundle[]> {
	for (let from = 0; from < bundles.length; from += filesAtOnce) yield bundles.slice(from, from + filesAtOnce);
}

type Outcome = 'stored' | 'there';

async function storeChunk(
	ctx: Context,
	office: Office,
	gathered: readonly Gathered[],
	chunk: readonly Bundle[],
	dryRun: boolean,
): Promise<Outcome[]> {
	if (dryRun) return chunk.map(() => 'stored');
	return inTransaction(ctx.db, async (trx, now) => {
		const inner = within(ctx, trx, now);
		await waitForOtherImport(trx, inner);
		return storeBundles(trx, inner, office, gathered, chunk);
	});
}

async function storeBundles(
	trx: Trx,
	ctx: Context,
	office: Office,
	gathered: readonly Gathered[],
	chunk: readonly Bundle[],
): Promise<Outcome[]> {
	const withFiles = await Promise.all(
		chunk.map(({ prepared, groups }) => Promise.all(prepared.map((one, at) => withSources(one, groups[at], gathered)))),
	);
	const placed = await storeSessions(trx, ctx, withFiles.flat());
	await reserveNumbers(trx, ctx, placed);
	const { fresh, there } = await sortOut(ctx, placed);
	await store(trx, ctx, fresh, { assigner_id: office.assigner_id });
	const shelved = await shelvedUnder(ctx, there);
	const added = new Set(fresh.map(({ row }) => row.row));
	for (const one of there) {
		const stored = shelved.get(`${one.session.id} ${one.label}`);
		if (stored && (await fill(trx, ctx, one, stored))) added.add(one.row.row);
	}
	const outcomes = chunk.map(({ prepared }) =>
		prepared.some(({ row }) => added.has(row.row)) ? ('stored' as const) : ('there' as const),
	);
	for (const [at, { files }] of chunk.entries())
		for (const file of files) {
			const { sha256, source, papers } = gathered[file] as Gathered;
			const outcome = outcomes[at] ?? 'there';
			await insertReadDocument(trx, ctx, { sha256, name: source.name, outcome, matters: papers.length });
		}
	return outcomes;
}

async function withSources(one: Prepared, group: Group | undefined, gathered: readonly Gathered[]): Promise<Prepared> {
	if (!one.texts) return one;
	const files = [...(group?.files ?? [])].flatMap((file) => gathered[file] ?? []);
	return { ...one, texts: { ...one.texts, sources: await Promise.all(files.map(sourceFile)) } };
}

const sourceFile = async ({ source, sha256 }: Gathered): Promise<SourceFile> => ({
	name: source.name.replace(/^.*[/\\]/, ''),
	sha256,
	content: Buffer.from(await source.read()),
});
