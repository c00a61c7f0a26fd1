import { hashOfBlock, isSigned, noBlock, type Checkpoint } from './block.ts';
import { hashOfWords, leafOf } from './entry.ts';
import { nodesOf, peaksAfter, rootOfPeaks } from './history.ts';
import { rootOf } from './merkle.ts';
import type { SealedEntry } from './queries/whole.ts';
import { differenceIn } from './difference.ts';

/** A block and everything that is sealed in it. */
export interface WholeBlock {
	block: Checkpoint;
	entries: readonly SealedEntry[];
}

/** What does not fit. `what` names the sentence. */
export interface Finding {
	what: string;
	block?: number;
	matter_id?: string;
	seq?: number;
	/** What else the sentence says. */
	values?: Record<string, string | number>;
}

export interface Report {
	blocks: number;
	entries: number;
	/** Entries whose words were erased by a rule, as a block says. */
	erased: number;
	/** Blocks that say that the database was set back. */
	restores: Checkpoint[];
	last: Checkpoint | undefined;
	findings: Finding[];
}

/** What the verifier knows from elsewhere: without any of it a chain can only agree with itself. */
export interface Known {
	checkpoint?: Checkpoint;
	/** The keys of which one must be in force at the end. */
	keys?: readonly string[];
}

interface Walk extends Report {
	/** The tree over the blocks so far; after a gap it can no longer be followed. */
	peaks: Buffer[] | undefined;
	/** Whose words are gone and in no block so far said to be. */
	silent: Map<string, Finding>;
	/** The key that has to sign the next block. */
	key: string | undefined;
	/** The block that bears the number of the checkpoint that was brought along. */
	twin: Checkpoint | undefined;
	find(finding: Finding): void;
}

const place = (matter_id: string, seq: number) => `${matter_id}:${seq}`;

/** Walks a chain from the first block to the last and says everything that does not fit, in order. Needs no database. */
export async function verifyChain(blocks: AsyncIterable<WholeBlock>, known: Known = {}): Promise<Report> {
	const findings: Finding[] = [];
	const walk: Walk = {
		blocks: 0,
		entries: 0,
		erased: 0,
		restores: [],
		last: undefined,
		findings,
		peaks: [],
		silent: new Map(),
		key: undefined,
		twin: undefined,
		find: (finding) => void findings.push(finding),
	};
	for await (const one of blocks) {
		checkPlace(walk, one.block, known);
		checkEntries(walk, one);
		takeErased(walk, one.block);
		moveOn(walk, one.block, known);
	}
	findings.push(...walk.silent.values());
	checkKnown(walk, known);
	const { blocks: n, entries, erased, restores, last } = walk;
	return { blocks: n, entries, erased, restores, last, findings };
}

/** Whether the block is what it says, signed by whom it must be, and follows the one before. */
function checkPlace(walk: Walk, block: Checkpoint, known: Known): void {
	const { last, find } = walk;
	const number = block.number;
	const expected = (last?.number ?? 0) + 1;
	if (number !== expected) find({ what: 'block_removed', block: expected, values: { next: number } });
	else if (block.previous !== (last?.hash ?? noBlock)) find({ what: 'link_broken', block: number });
	else if (walk.peaks && block.history !== rootOfPeaks(walk.peaks).toString('hex'))
		find({ what: 'history_wrong', block: number });
	if (hashOfBlock(block).toString('hex') !== block.hash) find({ what: 'block_altered', block: number });
	else if (!isSigned(block)) find({ what: 'signature_wrong', block: number });
	else if (walk.key && walk.key !== block.key && known.checkpoint?.key !== block.key)
		find({ what: 'key_unvouched', block: number, values: { key: block.key } });
}

function checkEntries(walk: Walk, { block, entries }: WholeBlock): void {
	const faults = entries.flatMap((sealed) => faultOf(walk, sealed) ?? []);
	walk.entries += entries.length;
	for (const fault of faults) walk.find({ ...fault, block: block.number });
	const gap = entries.findIndex(({ position }, index) => position !== index);
	const missing = gap < 0 && entries.length < block.count ? entries.length : gap;
	if (missing >= 0)
		walk.find({ what: 'leaf_removed', block: block.number, values: { place: missing + 1, count: block.count } });
	else if (entries.length > block.count) walk.find({ what: 'leaf_added', block: block.number });
	else if (rootOf(entries.map(({ leaf }) => Buffer.from(leaf, 'hex'))).toString('hex') !== block.root)
		walk.find({ what: 'root_wrong', block: block.number });
}

/** What is wrong with one entry: gone, changed, or its words changed. Words that are gone may be named by a later block. */
function faultOf(walk: Walk, { entry, words, leaf, matter_id, seq }: SealedEntry): Finding | undefined {
	if (!entry) return { what: 'entry_removed', matter_id, seq };
	if (leafOf(entry).toString('hex') !== leaf) return { ...differenceIn(entry, words, leaf), matter_id, seq };
	if (!words) walk.silent.set(place(matter_id, seq), { what: 'words_removed', matter_id, seq });
	else if (hashOfWords(words) !== entry.content_hash) return { what: 'words_altered', matter_id, seq };
	return undefined;
}

function takeErased(walk: Walk, { about }: Checkpoint): void {
	for (const [matter_id, seq] of about?.erased ?? []) if (walk.silent.delete(place(matter_id, seq))) walk.erased++;
}

function moveOn(walk: Walk, block: Checkpoint, { checkpoint }: Known): void {
	walk.blocks++;
	if (block.kind === 'restored') walk.restores.push(block);
	if (checkpoint?.number === block.number) walk.twin = block;
	const follows = block.number === (walk.last?.number ?? 0) + 1;
	walk.peaks = follows
		? walk.peaks && peaksAfter(walk.peaks, nodesOf(block.number, Buffer.from(block.hash, 'hex'), walk.peaks))
		: undefined;
	walk.key = block.about?.next_key ?? block.key;
	walk.last = block;
}

/** What was brought along: the checkpoint of an earlier day, and the key that must be in force. */
function checkKnown(walk: Walk, { checkpoint, keys }: Known): void {
	if (keys?.length && walk.key && !keys.includes(walk.key))
		walk.find({ what: 'key_foreign', values: { key: walk.key } });
	if (!checkpoint || checkpoint.hash === walk.twin?.hash) return;
	const block = checkpoint.number;
	const last = walk.last?.number ?? 0;
	const restore = walk.restores.find(
		({ about }) => (about?.returned_to?.number ?? 0) < block && block <= (about?.gave_up?.number ?? 0),
	);
	if (hashOfBlock(checkpoint).toString('hex') !== checkpoint.hash || !isSigned(checkpoint))
		walk.find({ what: 'checkpoint_forged', block });
	else if (walk.last && checkpoint.committee_id !== walk.last.committee_id)
		walk.find({ what: 'checkpoint_foreign', block });
	else if (restore) walk.find({ what: 'checkpoint_given_up', block, values: { restored: restore.number } });
	else walk.find({ what: walk.twin ? 'checkpoint_differs' : 'checkpoint_missing', block, values: { last } });
}
