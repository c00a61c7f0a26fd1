import type { ColumnType } from 'kysely';

export type Json<T> = ColumnType<T, T, T>;
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
