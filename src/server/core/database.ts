import { Kysely, sql, type Transaction } from 'kysely';
import { Pool, types, type CustomTypesConfig } from 'pg';
import { dialectOver, hearLosses } from './dialect.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;
/** Where a transaction is required. */
export type Trx = Transaction<Schema>;
/** The sessions with one database, for statements of its own (migrations) and under Kysely. */
export type Connection = Pool;

const plainly = new Map<number, (text: string) => unknown>([
	// V8 reads PostgreSQL's own form of an instant, three times as fast as the driver does
	[1184, (text) => new Date(text)],
	[1082, String],
	// several of them, as several texts
	[1182, types.getTypeParser(1009 as number)],
]);
/** Dates stay 'YYYY-MM-DD': a date has no zone, and a Date object would invent one. */
const readAs: CustomTypesConfig = {
	getTypeParser: (type: number, format?: 'text' | 'binary') => plainly.get(type) ?? types.getTypeParser(type, format),
};

/** At most `max` sessions with the database of a libpq address, `?host=/folder` for a Unix socket included. */
export const connect = (url: string, max = 12): Connection =>
	hearLosses(
		new Pool({
			connectionString: url,
			max,
			types: readAs,
			idleTimeoutMillis: 0,
			connectionTimeoutMillis: 10_000,
			application_name: 'concentric',
			statement_timeout: 30_000,
			idle_in_transaction_session_timeout: 30_000,
		}),
	);

export const openDatabase = (connection: Connection): Db => new Kysely<Schema>({ dialect: dialectOver(connection) });

/** Serialisation failure or deadlock: PostgreSQL asks for the same transaction once more. So does a key that another tap of the same act has just kept: the next attempt finds its answer. */
const mayRetry = (error: unknown): boolean => {
	if (typeof error !== 'object' || error === null || !('code' in error)) return false;
	if (error.code === '23505') return 'constraint' in error && error.constraint === 'idempotency_pkey';
	return error.code === '40001' || error.code === '40P01';
};

/** Runs `work` in one transaction. Retried here and nowhere else. */
export async function transact<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.transaction().execute(work);
		} catch (error) {
			if (attempt === 4 || !mayRetry(error)) throw error;
		}
	}
}

/** The same at one instant: `now` is the transaction's own time. */
export const inTransaction = <T>(db: Db, work: (trx: Trx, now: Date) => Promise<T>): Promise<T> =>
	transact(db, async (trx) => {
		const { rows } = await sql<{ now: Date }>`select now() as now`.execute(trx);
		return work(trx, rows[0]?.now ?? new Date());
	});

/** Reads everything as it stood at one instant, however long the reading takes. */
export const inSnapshot = <T>(db: Db, read: (trx: Trx) => Promise<T>): Promise<T> =>
	db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
