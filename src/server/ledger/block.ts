import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../core/timeline.ts';
import { sha256 } from './merkle.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^([0-9a-f]{2}){${bytes}}$`));
const place = z.object({ number: z.int().min(1), hash: hex(32) });

/** What a block says beside its entries: which key signs from now on, where a restore returned to, whose words were erased. */
export const about = z
	.object({
		next_key: hex(32).optional(),
		returned_to: place.nullable().optional(),
		gave_up: place.optional(),
		rule: z.string().optional(),
		erased: z.array(z.tuple([z.string(), z.int()])).optional(),
	})
	.nullable();
export type About = z.output<typeof about>;

/** A block without its entries: published, it is a checkpoint. Hashes, keys and signatures are hexadecimal. */
export const checkpointShape = z.object({
	committee_id: z.string(),
	number: z.int().min(1),
	kind: z.enum(['entries', 'key', 'restored', 'erased']),
	/** The hash of the block before; 32 zeros in the first. */
	previous: hex(32),
	/** The root of the tree over all blocks before this one. */
	history: hex(32),
	count: z.int().min(0),
	/** The root of the tree over its entries. */
	root: hex(32),
	/** UTC with microseconds. */
	sealed_at: z.string(),
	/** The public key that signs. */
	key: hex(32),
	about,
	hash: hex(32),
	signature: hex(64),
});
export type Checkpoint = z.output<typeof checkpointShape>;
export type Header = Omit<Checkpoint, 'hash' | 'signature'>;

export const noBlock = '0'.repeat(64);

/** The one text that a block has; its hash and its signature are of these bytes. */
export const headerText = (header: Header): string =>
	canonical([
		'concentric-block-1',
		header.committee_id,
		header.number,
		header.kind,
		header.previous,
		header.history,
		header.count,
		header.root,
		header.sealed_at,
		header.key,
		header.about,
	]);

export const hashOfBlock = (header: Header): Buffer => sha256(headerText(header));

/** What stands before the 32 bytes of an Ed25519 key in the form that node reads (RFC 8410). */
const keyPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const publicKey = (key: string): KeyObject =>
	createPublicKey({ key: Buffer.concat([keyPrefix, Buffer.from(key, 'hex')]), format: 'der', type: 'spki' });

export function isSigned(checkpoint: Checkpoint): boolean {
	try {
		const bytes = Buffer.from(headerText(checkpoint));
		return verify(null, bytes, publicKey(checkpoint.key), Buffer.from(checkpoint.signature, 'hex'));
	} catch {
		// not every 32 bytes are a key
		return false;
	}
}
