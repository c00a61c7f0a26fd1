import { createHash } from 'node:crypto';
import { canonical } from '../core/timeline.ts';
import { leafHash } from './merkle.ts';

/** An entry of the timeline as it is sealed. */
export interface Entry {
	committee_id: string;
	matter_id: string;
	seq: number;
	machine: string;
	subject_id: string;
	action: string;
	from_state: string | null;
	to_state: string;
	actor_id: string | null;
	on_behalf_of: string | null;
	/** UTC with microseconds, `2026-01-19T01:05:00.000000Z`. */
	at: string;
	/** Hexadecimal. */
	content_hash: string;
}

/** What was said, with the salt under which it was hashed. */
export interface Words {
	/** Hexadecimal. */
	salt: string;
	content: unknown;
}

/** The one text that an entry has: a JSON list without spaces, so that anybody can write it again in any language. */
export const leafText = (entry: Entry): string =>
	JSON.stringify([
		'concentric-entry-1',
		entry.committee_id,
		entry.matter_id,
		entry.seq,
		entry.machine,
		entry.subject_id,
		entry.action,
		entry.from_state,
		entry.to_state,
		entry.actor_id,
		entry.on_behalf_of,
		entry.at,
		entry.content_hash,
	]);

export const leafOf = (entry: Entry): Buffer => leafHash(Buffer.from(leafText(entry)));

/** As core/timeline.ts hashed it when it was said. */
export const hashOfWords = ({ salt, content }: Words): string =>
	createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonical(content)).digest('hex');
