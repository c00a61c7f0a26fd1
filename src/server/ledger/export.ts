import { z } from 'zod';
import type { Context } from '../core/context.ts';
import { checkpointShape } from './block.ts';
import { wholeBlocks } from './live.ts';
import type { WholeBlock } from './verify.ts';

/** A chain as lines of JSON: what it is, each block followed by its entries, and at the end how many there were. */
export const exportFormat = 'concentric-ledger-1';

export const entryShape = z.object({
	committee_id: z.string(),
	matter_id: z.string(),
	seq: z.int(),
	machine: z.string(),
	subject_id: z.string(),
	action: z.string(),
	from_state: z.string().nullable(),
	to_state: z.string(),
	actor_id: z.string().nullable(),
	on_behalf_of: z.string().nullable(),
	at: z.string(),
	content_hash: z.string(),
});
const sealed = z.object({
	block: z.int(),
	position: z.int(),
	matter_id: z.string(),
	seq: z.int(),
	leaf: z.string(),
	entry: entryShape.nullable(),
	words: z.object({ salt: z.string(), content: z.unknown() }).nullable(),
});
const line = z.union([
	z.object({ format: z.literal(exportFormat), committee: z.string(), exported_at: z.string() }),
	z.object({ block: checkpointShape }),
	z.object({ entry: sealed }),
	z.object({ end: z.object({ blocks: z.int() }) }),
]);
type Line = z.output<typeof line>;

/** Everything of a committee, with the words: the file is as confidential as the database. */
export async function* exportLines(ctx: Context): AsyncGenerator<string> {
	const text = (one: Line) => `${JSON.stringify(one)}\n`;
	let blocks = 0;
	yield text({ format: exportFormat, committee: ctx.committee.slug, exported_at: ctx.now.toISOString() });
	for await (const { block, entries } of wholeBlocks(ctx)) {
		blocks++;
		yield text({ block }) + entries.map((one) => text({ entry: one })).join('');
	}
	yield text({ end: { blocks } });
}

/** The file is no such export, or one that ends in the middle; `line` says where. */
export class Unreadable extends Error {
	readonly line: number;

	constructor(at: number) {
		super(`line ${at} is no line of a ledger`);
		this.line = at;
	}
}

function understood(text: string, at: number): Line {
	try {
		return line.parse(JSON.parse(text));
	} catch {
		throw new Unreadable(at);
	}
}

/** The blocks of an export, in its order. */
export async function* blocksIn(lines: AsyncIterable<string>): AsyncGenerator<WholeBlock> {
	let [at, blocks] = [0, 0];
	let open: { block: WholeBlock['block']; entries: WholeBlock['entries'][number][] } | undefined;
	let ended = false;
	for await (const text of lines) {
		const one = understood(text, ++at);
		if ((at === 1) !== 'format' in one || ended) throw new Unreadable(at);
		if ('entry' in one) {
			if (!open) throw new Unreadable(at);
			open.entries.push(one.entry);
			continue;
		}
		if (open) yield open;
		open = undefined;
		if ('block' in one) {
			blocks++;
			open = { block: one.block, entries: [] };
		} else if ('end' in one) ended = one.end.blocks === blocks;
	}
	if (!ended) throw new Unreadable(at + 1);
}
