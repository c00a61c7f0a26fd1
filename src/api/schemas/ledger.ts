import { z } from '@hono/zod-openapi';
import type { Checkpoint } from '#server/ledger/block.ts';
import type { Entry } from '#server/ledger/entry.ts';
import type { Proof } from '#server/ledger/proof.ts';
import { id, instant } from './wire.ts';

const hash = z.string().openapi({ description: 'SHA-256, hexadecimal.' });
const place = z.object({ number: z.int(), hash });

/** Made here: only a schema made after the API’s library was loaded can carry its notes. */
export const checkpoint = z
	.object({
		committee_id: id,
		number: z.int(),
		kind: z.enum(['entries', 'key', 'restored', 'erased']),
		previous: hash,
		history: z
			.string()
			.openapi({ description: 'The root of the RFC 6962 tree over the hashes of all earlier blocks.' }),
		count: z.int(),
		root: z.string().openapi({ description: 'The root of the RFC 6962 tree over the entries of this block.' }),
		sealed_at: instant,
		key: z.string().openapi({ description: 'The Ed25519 public key that signs, 32 bytes, hexadecimal.' }),
		about: z
			.object({
				next_key: z.string().optional(),
				returned_to: place.nullable().optional(),
				gave_up: place.optional(),
				rule: z.string().optional(),
				erased: z.array(z.tuple([z.string(), z.int()])).optional(),
			})
			.nullable()
			.openapi({
				description:
					'`key`: the key that signs from the next block on. `restored`: the block to which a restore returned and the one that it gave up. `erased`: the entries, as matter and seq, whose words a retention rule erased.',
			}),
		hash,
		signature: z.string(),
	})
	.openapi('Checkpoint', {
		description:
			'A block of the ledger without its entries. `hash` and `signature` are of the UTF-8 bytes of the JSON list `["concentric-block-1", committee_id, number, kind, previous, history, count, root, sealed_at, key, about]` without spaces, the keys of `about` sorted.',
	}) satisfies z.ZodType<Checkpoint>;

const entry = z
	.object({
		committee_id: id,
		matter_id: id,
		seq: z.int(),
		machine: z.string(),
		subject_id: id,
		action: z.string(),
		from_state: z.string().nullable(),
		to_state: z.string(),
		actor_id: id.nullable(),
		on_behalf_of: id.nullable(),
		at: instant,
		content_hash: hash,
	})
	.openapi('SealedEntry', {
		description:
			'The leaf is the SHA-256 of a zero byte and the UTF-8 bytes of the JSON list `["concentric-entry-1", committee_id, matter_id, seq, machine, subject_id, action, from_state, to_state, actor_id, on_behalf_of, at, content_hash]` without spaces.',
	}) satisfies z.ZodType<Entry>;

export const proof = z
	.object({
		entry: entry
			.nullable()
			.openapi({ description: 'Null for readers to whom the timeline does not name who acted: it would name them.' }),
		leaf: hash,
		position: z.int(),
		path: z.array(z.string()).openapi({ description: 'RFC 6962 audit path from the leaf to `block.root`.' }),
		block: checkpoint,
		history_path: z.array(z.string()).openapi({
			description: 'Audit path from the leaf of `block.hash` to `checkpoint.history`; none where the two are one.',
		}),
		checkpoint,
	})
	.openapi('InclusionProof') satisfies z.ZodType<Proof & { entry: Entry | null }>;
