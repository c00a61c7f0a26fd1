import type { Selectable } from 'kysely';
import type { Schema } from '#server/core/schema.ts';

/** A row as it will lie in its table. */
export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** Rows of any table, by its name; bytes are written as PostgreSQL reads them, '\x…'. */
export type Rows = Record<string, readonly object[]>;
