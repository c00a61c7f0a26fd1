import type { Explanation } from './deadlines.ts';
import type { DateColumn, Identified, InCommittee, Json, JsonText, WithDefault } from './schema/columns.ts';
import type { ExportTables } from './schema/export.ts';
import type { HandlingTables } from './schema/handling.ts';
import type { IntakeTables } from './schema/intake.ts';
import type { LedgerTables } from './schema/ledger.ts';
import type { ProposalTables } from './schema/proposals.ts';
import type { ReadingTables } from './schema/reading.ts';
import type { SearchTables } from './schema/search.ts';

export type { StoredPromise } from './schema/handling.ts';
export type { Gist, ProposalKind } from './schema/proposals.ts';

/** Every table as the code sees it; db/migrations/ is what made them. */
export interface Schema
	extends ExportTables, HandlingTables, IntakeTables, LedgerTables, ProposalTables, ReadingTables, SearchTables {
	committee: {
		id: string;
		slug: string;
		name: string;
		short_name: string;
		level: string;
		parent_id: string | null;
		zone: WithDefault<string>;
		is_home: WithDefault<boolean>;
	};
	person: {
		id: string;
		name: string;
		sex: string | null;
		born_in: number | null;
		work_unit: string | null;
		post: string | null;
		user_id: string | null;
	};
	term: Identified & { number: number; name: string; starts_on: DateColumn; ends_on: DateColumn | null };
	plenary_session: Identified & {
		term_id: string;
		number: number;
		name: string;
		year: number;
		opens_on: DateColumn;
		closes_on: DateColumn;
		cut_off_at: Date;
	};
	body: Identified & {
		kind: string;
		unit_kind: string | null;
		slug: string;
		name: string;
		short_name: string;
		duty: WithDefault<string>;
		letter_mark: WithDefault<string>;
		former_names: WithDefault<string[]>;
		successor_id: string | null;
		position: WithDefault<number>;
	};
	mandate: Identified & {
		person_id: string;
		body_id: string;
		role: string;
		member_no: string | null;
		starts_on: DateColumn;
		ends_on: DateColumn | null;
	};
	setting: InCommittee & {
		name: string;
		version: number;
		value: JsonText<unknown>;
		valid_from: Date;
		changed_by: string | null;
	};
	matter: MatterTable;
	timeline: InCommittee & {
		matter_id: string;
		seq: number;
		machine: string;
		subject_id: string;
		action: string;
		from_state: string | null;
		to_state: string;
		actor_id: string | null;
		on_behalf_of: string | null;
		at: Date;
		content_hash: Buffer;
	};
	timeline_content: InCommittee & {
		matter_id: string;
		seq: number;
		salt: Buffer;
		content: Json<Record<string, unknown>>;
	};
	timeline_pending: InCommittee & {
		matter_id: string;
		seq: number;
		kind: string;
		plenary_session_id: string | null;
		machine: string;
		from_state: string | null;
		to_state: string;
	};
	tally: InCommittee & { kind: string; plenary_session_id: string; state: string; n: number };
	deadline: Identified & {
		matter_id: string;
		machine: string;
		subject_id: string;
		kind: string;
		starts_on: DateColumn;
		due_on: DateColumn;
		explanation: Json<Explanation>;
		state: WithDefault<'open' | 'met' | 'cancelled'>;
		ended_on: DateColumn | null;
	};
	notice: Identified & {
		person_id: string;
		matter_id: string | null;
		kind: string;
		content: Json<Record<string, unknown>>;
		dedupe: string;
		at: Date;
		read_at: Date | null;
	};
	number_series: InCommittee & { series: string; last: number };
	number_given: InCommittee & {
		series: string;
		number: number;
		matter_id: string;
		state: 'given' | 'void';
		given_at: Date;
	};
	idempotency: InCommittee & { sender: string; key: string; answer: Json<Record<string, unknown>>; at: Date };
	attachment: Identified & {
		matter_id: string;
		name: string;
		media_type: string;
		size: number;
		sha256: Buffer;
		added_by: string | null;
		added_at: Date;
		content: Buffer;
	};
}

export type Openness = 'restricted' | 'internal' | 'members' | 'summary' | 'public';

interface MatterTable extends Identified {
	kind: string;
	plenary_session_id: string | null;
	number: number | null;
	number_label: string | null;
	title: string;
	category: string | null;
	state: string;
	openness: WithDefault<Openness>;
	secret: WithDefault<boolean>;
	owner_id: string;
	sector_id: string | null;
	lead_unit_id: string | null;
	holder_body_id: string | null;
	holder_person_id: string | null;
	due_on: DateColumn | null;
	public_due_on: DateColumn | null;
	result_class: string | null;
	/** Co-proposers who have signed. */
	signers: WithDefault<number>;
	version: WithDefault<number>;
	seq: WithDefault<number>;
	created_at: Date;
	changed_at: Date;
	submitted_at: Date | null;
	published_at: Date | null;
	closed_at: Date | null;
}
