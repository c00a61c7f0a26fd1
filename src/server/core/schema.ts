import type { ColumnType } from 'kysely';
import type { Explanation } from './deadlines.ts';

type Json<T> = ColumnType<T, T, T>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;
/** 'YYYY-MM-DD' in the committee's zone. */
type DateColumn = string;

interface InCommittee {
	committee_id: string;
}
interface Identified extends InCommittee {
	id: string;
}
interface Versioned extends Identified {
	matter_id: string;
	version: WithDefault<number>;
}

export interface Schema {
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
		value: Json<unknown>;
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
		added_by: string;
		added_at: Date;
		content: Buffer;
	};
	proposal: ProposalTable;
	signature: Versioned & {
		person_id: string;
		state: string;
		invited_at: Date;
		expires_at: Date;
		answered_at: Date | null;
		opinion: string | null;
	};
	evaluation: Versioned & {
		person_id: string;
		round: number;
		state: string;
		opened_at: Date;
		given_at: Date | null;
		contact: string | null;
		hearing: string | null;
		to_the_point: string | null;
		work: string | null;
		result: string | null;
		text: string | null;
	};
	nomination: Versioned & {
		kind: 'key' | 'excellent';
		state: string;
		reason: string;
		nominated_by: string;
		overseer: string | null;
	};
	assignment: Versioned & {
		unit_id: string;
		assigner_id: string;
		role: 'lead' | 'co' | 'split';
		state: string;
		round: WithDefault<number>;
		assigned_at: Date | null;
		acknowledged_at: Date | null;
		acknowledged_by: string | null;
		return_reason: string | null;
		opinion: string | null;
		answered_at: Date | null;
		extension_reason: string | null;
		extended: WithDefault<boolean>;
	};
	contact: Identified & {
		matter_id: string;
		assignment_id: string;
		round: number;
		stage: string;
		mode: string;
		held_on: DateColumn;
		place: string | null;
		note: string;
		recorded_by: string;
		recorded_at: Date;
	};
	reply: Versioned & {
		assignment_id: string;
		round: number;
		state: string;
		body: WithDefault<string>;
		result_class: string | null;
		openness: WithDefault<'full' | 'summary' | 'none'>;
		contact_name: WithDefault<string>;
		contact_phone: WithDefault<string>;
		promises: Json<StoredPromise[]>;
		letter_no: string | null;
		signed_by: string | null;
		signed_at: Date | null;
		checked_by: string | null;
		delivered_at: Date | null;
		return_reason: string | null;
	};
	countersignature: Identified & {
		matter_id: string;
		reply_id: string;
		unit_id: string;
		state: 'asked' | 'agreed' | 'disagreed';
		note: string | null;
		answered_by: string | null;
		answered_at: Date | null;
	};
	commitment: Versioned & {
		unit_id: string;
		text: string;
		due_on: DateColumn;
		position: number;
		state: string;
		progress: string | null;
		evidence: string | null;
		verified_on: DateColumn | null;
	};
}

export interface StoredPromise {
	text: string;
	due_on: DateColumn;
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
	result_class: string | null;
	version: WithDefault<number>;
	seq: WithDefault<number>;
	created_at: Date;
	changed_at: Date;
	submitted_at: Date | null;
	published_at: Date | null;
	closed_at: Date | null;
}

interface ProposalTable extends Identified {
	kind: ProposalKind;
	period: 'in_session' | 'between_sessions';
	body_id: string | null;
	situation: WithDefault<string>;
	analysis: WithDefault<string>;
	suggestions: WithDefault<string>;
	consent: WithDefault<'full' | 'title' | 'none'>;
	consent_reason: string | null;
	wished_unit_ids: WithDefault<string[]>;
	entered_by: string | null;
	gist: Json<Gist | null>;
	handling: 'sole' | 'joint' | 'split' | null;
	advice: string | null;
	reason_code: string | null;
	reason: string | null;
	conversion: string | null;
	objected: WithDefault<boolean>;
	merged_into_id: string | null;
	is_key: WithDefault<boolean>;
	is_excellent: WithDefault<boolean>;
	round: WithDefault<number>;
	rating_work: string | null;
	rating_result: string | null;
	imported: WithDefault<boolean>;
}

export type ProposalKind = 'individual' | 'joint' | 'party' | 'organisation' | 'special_committee' | 'sector' | 'group';

/** 三句话看懂 */
export interface Gist {
	wants: string;
	answer: string;
	now: string;
}
