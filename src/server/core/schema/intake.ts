import type { Identified, InCommittee, Json } from './columns.ts';

/** What an office brings along. */
export interface IntakeTables {
	intake_file: Identified & {
		kind: string;
		name: string;
		size: number;
		sha256: Buffer;
		/** What was said beside it: the session, what unknown headings mean. */
		said: Json<Record<string, string>>;
		added_by: string;
		added_at: Date;
		expires_at: Date;
		content: Buffer;
	};
	intake_heading: InCommittee & {
		kind: string;
		heading: string;
		field: string;
		said_by: string | null;
		said_at: Date;
	};
	intake_document: InCommittee & {
		sha256: Buffer;
		name: string;
		outcome: string;
		matters: number;
		read_at: Date;
	};
}
