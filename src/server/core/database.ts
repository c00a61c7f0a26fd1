import { Kysely, sql, type Transaction } from 'kysely';
import postgres from 'postgres';
import { SessionDialect } from './dialect.ts';
import type { Schema } from './schema.ts';
import { Sessions, type Options, type Sql } from './sessions.ts';

export type Db = Kysely<Schema>;
/** Where a transaction is required. */
export type Trx = Transaction<Schema>;

/** Dates stay 'YYYY-MM-DD': a date has no zone, and a Date object would invent one. */
const plainDates = { to: 1082, from: [1082], serialize: (date: string) => date, parse: (date: string) => date };

export type Connection = Sql & { sessions: Sessions };

/** libpq's form of an address, `?host=/folder` for a Unix socket included, as the driver's options. */
function addressOf(url: string) {
	const { hostname, port, username, password, pathname, searchParams } = new URL(url);
	return {
		host: searchParams.get('host') ?? (decodeURIComponent(hostname) || '127.0.0.1'),
		port: Number(searchParams.get('port') ?? (port || 5432)),
		user: decodeURIComponent(username),
		password: decodeURIComponent(password),
		database: pathname.slice(1),
		...(searchParams.get('sslmode') === 'require' ? { ssl: 'require' as const } : {}),
	};
}

/** Statements are prepared once per session by the driver; see docs/decisions/0002. */
const optionsFor = (url: string): Options => ({
	...addressOf(url),
	types: { date: plainDates },
	connect_timeout: 10,
	onnotice: () => undefined,
	connection: {
		application_name: 'concentric',
		statement_timeout: 30_000,
		idle_in_transaction_session_timeout: 30_000,
	},
});

/** The way to one database: for statements of its own (migrations), and with sessions of which Kysely takes one at a time. */
export function connect(url: string, max = 12): Connection {
	const options = optionsFor(url);
	const plain = postgres({ ...options, max, idle_timeout: 120 });
	const sessions = new Sessions(options, max);
	const endPlain = plain.end;
	const end: Sql['end'] = async (how) => void (await Promise.all([sessions.end(how), endPlain(how)]));
	return Object.assign(plain, { sessions, end });
}

export const openDatabase = ({ sessions }: Connection): Db =>
	new Kysely<Schema>({ dialect: new SessionDialect(sessions) });

/** Serialisation failure or deadlock: PostgreSQL asks for the same transaction once more. So does a key that another tap of the same act has just kept: the next attempt finds its answer. */
const mayRetry = (error: unknown): boolean => {
	if (typeof error !== 'object' || error === null || !('code' in error)) return false;
	if (error.code === '23505') return 'constraint_name' in error && error.constraint_name === 'idempotency_pkey';
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
