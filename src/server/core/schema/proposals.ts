import type { Identified, Json, Versioned, WithDefault } from './columns.ts';

/** 提案: what only a proposal has, and what its proposers do. */
export interface ProposalTables {
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
	withdrawal_reason: string | null;
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
