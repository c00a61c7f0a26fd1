import type { Identified, InCommittee, Json, WithDefault } from './columns.ts';

/** What is searched and compared, and what people keep of it. */
export interface SearchTables {
	search_document: InCommittee & {
		matter_id: string;
		place: number;
		openness: string;
		title: string;
		open_words: string;
		words: string;
		terms: WithDefault<string[]>;
	};
	search_block: InCommittee & { block: number; plenary_session_id: string | null; filled: number };
	search_pending: InCommittee & { matter_id: string; stamp: string };
	similarity_term: InCommittee & { term: string; stretch: number; places: number[] };
	similarity_compared: InCommittee & { matter_id: string; made_of: string; terms: string[]; compared_at: Date };
	similarity_pair: InCommittee & { first_id: string; second_id: string; score: number; terms: string[] };
	unlike_pair: Identified & {
		first_id: string;
		second_id: string;
		said_by: string;
		said_at: Date;
		taken_back_by: string | null;
		taken_back_at: Date | null;
	};
	saved_search: Identified & {
		person_id: string;
		name: string;
		query: string;
		filters: Json<Record<string, string>>;
		saved_at: Date;
	};
}
