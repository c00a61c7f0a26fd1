import type { ColumnType } from 'kysely';
import type { DateColumn, Identified, Versioned, WithDefault } from './columns.ts';

/** 办理: a matter at the units. */
export interface HandlingTables {
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
		/** None by default. */
		promises: ColumnType<StoredPromise[], string | undefined, string>;
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
