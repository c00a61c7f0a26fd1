import type { Insertable } from 'kysely';
import type { Schema } from '../../core/schema.ts';
import { seal } from '../../core/timeline.ts';

/** Rows by table; each kind of row always has the same columns. */
export type Rows = { [Table in keyof Schema]?: Insertable<Schema[Table]>[] };

export interface Told {
	machine: string;
	subject_id: string;
	action: string;
	from: string | null;
	to: string;
	at: Date;
	content?: Record<string, unknown>;
}

/** The timeline of one imported matter, in the form that `core/timeline.ts` gives each entry. */
export class Story {
	readonly #of: { committee_id: string; matter_id: string };
	readonly #counted: { kind: string; plenary_session_id: string };
	readonly timeline: Insertable<Schema['timeline']>[] = [];
	readonly timeline_content: Insertable<Schema['timeline_content']>[] = [];
	readonly timeline_pending: Insertable<Schema['timeline_pending']>[] = [];
	readonly ledger_pending: Insertable<Schema['ledger_pending']>[] = [];

	constructor(of: { committee_id: string; matter_id: string }, counted: { kind: string; plenary_session_id: string }) {
		this.#of = of;
		this.#counted = counted;
	}

	get seq(): number {
		return this.timeline.length;
	}

	tell({ machine, subject_id, action, from, to, at, content = {} }: Told): void {
		const place = { ...this.#of, seq: this.seq + 1 };
		const states = { from_state: from, to_state: to };
		const { salt, hash } = seal(content);
		const who = { actor_id: null, on_behalf_of: null };
		this.timeline.push({ ...place, machine, subject_id, action, ...states, ...who, at, content_hash: hash });
		this.timeline_content.push({ ...place, salt, content });
		this.timeline_pending.push({ ...place, ...this.#counted, machine, ...states });
		this.ledger_pending.push(place);
	}
}
