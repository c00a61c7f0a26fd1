import type { Identified, JsonText } from './columns.ts';

export type Manner = 'read' | 'printed' | 'exported';
export type Roll = 'members' | 'liaison_posts' | 'sign_ins';

/** Who looked at what is personal or restricted: appended, never changed. */
export interface ReadingTables {
	reading: Identified & {
		reader_id: string | null;
		reader_as: JsonText<{ role: string; body: string | null }[]>;
		manner: Manner;
		matter_id: string | null;
		roll: Roll | null;
		about: string[];
		at: Date;
		dedupe: string;
	};
}
