import type { ColumnType } from 'kysely';

/** Written as an object. The driver would make a list of PostgreSQL's own of an array: a column of those is `JsonText`. */
export type Json<T> = T extends readonly unknown[] ? never : ColumnType<T, T, T>;
/** Read as what it says, written as text: `JSON.stringify(…)`. */
export type JsonText<T> = ColumnType<T, string, string>;
export type WithDefault<T> = ColumnType<T, T | undefined, T>;
/** 'YYYY-MM-DD' in the committee's zone. */
export type DateColumn = string;

export interface InCommittee {
	committee_id: string;
}
export interface Identified extends InCommittee {
	id: string;
}
export interface Versioned extends Identified {
	matter_id: string;
	version: WithDefault<number>;
}
