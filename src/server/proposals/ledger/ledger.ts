import type { PlainDate } from '#server/core/clock.ts';
import type { Mapped, NotRead } from '#server/intake/headings.ts';
import type { Cell } from '#server/intake/table.ts';
import type { Field } from './headings.ts';

export type { Cell };

/** The sheet of a workbook that holds the ledger, as far as it is read without knowing the committee. */
export interface Sheet {
	name: string;
	/** The lines above the headings: the ledger's title, who filled it in. */
	above: string[];
	/** One per column as written, soft line breaks removed; '' where a column has none. */
	headings: string[];
	/** `row` is the number that Excel shows; rows without any value are left out. */
	rows: { row: number; cells: Cell[] }[];
	/** What was said by hand of headings. */
	mapped?: Mapped;
	/** Rows that a person who opens the file does not see. */
	hiddenRows?: ReadonlySet<number>;
}

/** The ledgers in a file: every sheet that is one. */
export interface Book {
	sheets: Sheet[];
	notRead: NotRead[];
	/** Headings that are needed and that no sheet has: somebody has to say which column it is. */
	missing: Field[];
}

export interface KnownUnit {
	id: string;
	name: string;
	short_name: string;
	former_names?: readonly string[];
}

/** What the committee knows already; sectors may be left empty where a committee keeps none. */
export interface Known {
	units: readonly KnownUnit[];
	sectors: readonly { id: string; name: string }[];
	members: readonly { id: string; name: string }[];
	/** Completes dates written without a year; dates more than six years away from it are refused. */
	sessionYear: number;
}

/** Past members are no longer in the roster and organisations never were: they stay as text. */
export interface Proposer {
	name: string;
	member_id?: string;
}

export interface LedgerRow {
	row: number;
	period: 'in_session' | 'between_sessions';
	/** Counted within session and period; 平017 is 17 between sessions. */
	number: number;
	session?: SessionNamed;
	title: string;
	/** The first one leads. */
	proposers: Proposer[];
	/** The sector or group for which the first one signs. */
	body?: string;
	sector_id?: string;
	category?: string;
	/** Several lead units each answer for themselves (分办). */
	handling?: 'sole' | 'joint' | 'split';
	lead_unit_ids: string[];
	co_unit_ids: string[];
	admitted_on?: PlainDate;
	assigned_on?: PlainDate;
	replied_on?: PlainDate;
	result_class?: ResultClass;
	satisfaction?: Satisfaction;
	/** What the reader should look at although the row is good. */
	notes: { column: string; value: string; note: LedgerNote; hint?: string }[];
}

/** 十届二次会议 is term 10, plenary session 2; what is not understood stays as text. */
export interface SessionNamed {
	text: string;
	term?: number;
	plenary_session?: number;
	year?: number;
}

export type ResultClass = 'A' | 'B' | 'C' | 'D';
export type Satisfaction = 'satisfied' | 'basically_satisfied' | 'dissatisfied';

export interface BadCell {
	row: number;
	column?: string;
	value?: string;
	reason: LedgerRefusal;
	/** The nearest name for unknown units and sectors, the earlier row for a number given twice. */
	hint?: string;
}

export interface Understanding {
	rows: LedgerRow[];
	bad: BadCell[];
	/** Totals, signatures and dividing lines between the proposals. */
	passedOver: { row: number; value: string }[];
	unknownHeadings: string[];
}

export type LedgerRefusal =
	| 'ledger.broken_text'
	| 'ledger.missing_number'
	| 'ledger.unreadable_number'
	| 'ledger.duplicate_number'
	| 'ledger.duplicate_row'
	| 'ledger.missing_title'
	| 'ledger.missing_proposer'
	| 'ledger.unknown_sector'
	| 'ledger.missing_lead_unit'
	| 'ledger.unknown_unit'
	| 'ledger.ambiguous_unit'
	| 'ledger.unit_named_twice'
	| 'ledger.unreadable_date'
	| 'ledger.no_such_date'
	| 'ledger.date_far_off'
	| 'ledger.reply_before_assignment'
	| 'ledger.unknown_result'
	| 'ledger.unknown_satisfaction';

export type LedgerNote =
	| 'ledger.not_a_member'
	| 'ledger.several_members'
	| 'ledger.others_unnamed'
	| 'ledger.former_unit'
	| 'ledger.read_as_split'
	| 'ledger.row_hidden'
	| 'ledger.same_title'
	| 'ledger.year_filled_in'
	| 'ledger.class_changed'
	| 'ledger.class_d'
	| 'ledger.no_unit_named';
