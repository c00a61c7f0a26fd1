import type { Manner, ReadingRow, Roll } from './queries.ts';

export interface ReadingView {
	id: string;
	at: Date;
	manner: Manner;
	/** Null: whoever runs the server, at its command line. */
	reader: string | null;
	reader_as: { role: string; body: string | null }[];
	/** Null where it was a roll. The title only as far as it may be seen. */
	matter: { id: string; title: string | null; number_label: string | null } | null;
	roll: { name: Roll; persons: number } | null;
}

export const readingView = (row: ReadingRow): ReadingView => ({
	id: row.id,
	at: row.at,
	manner: row.manner,
	reader: row.reader,
	reader_as: row.reader_as,
	matter: row.matter_id ? { id: row.matter_id, title: row.title, number_label: row.number_label } : null,
	roll: row.roll ? { name: row.roll, persons: row.persons } : null,
});
