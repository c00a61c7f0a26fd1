import { ratioOf, type Result } from '../measure.ts';

/** One line of quality.md §2, or one that settles a decision. */
export interface Row {
	title: string;
	results: Result[];
	/** Which of the results is the limit of the others; undefined where it could not be measured. */
	limit?: Result;
	bar?: number;
	notes: string[];
}

export const ratios = (row: Row): Record<string, number> =>
	row.limit ? Object.fromEntries(row.results.map((result) => [result.name, ratioOf(result, row.limit as Result)])) : {};
