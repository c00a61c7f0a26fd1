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
	search_place: InCommittee & { last: number };
	search_pending: InCommittee & { matter_id: string; stamp: string };
	similarity_term: InCommittee & { term: string; matter_id: string };
	saved_search: Identified & {
		person_id: string;
		name: string;
		query: string;
		filters: Json<Record<string, string>>;
		saved_at: Date;
	};
}
