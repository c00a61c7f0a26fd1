import { Kysely, sql, type Transaction } from 'kysely';
import postgres from 'postgres';
import { Dialect } from './dialect.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;
/** Where a transaction is required. */
export type Trx = Transaction<Schema>;

/** Dates stay 'YYYY-MM-DD': a date has no zone, and a Date object would invent one. */
const plainDates = { to: 1082, from: [1082], serialize: (date: string) => date, parse: (date: string) => date };

export type Connection = postgres.Sql;

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

/** Statements are prepared once per connection by the driver; see docs/decisions/0002. */
const optionsFor = (url: string, max: number) => ({
	...addressOf(url),
	max,
	types: { date: plainDates },
	// Sessions stay until they are ended: one that closes has been lost.
	idle_timeout: 0,
	max_lifetime: null,
	connect_timeout: 10,
	onnotice: () => undefined,
	connection: { application_name: 'concentric', statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000 },
});

const lastStatementsFor = 30;

/**
 * The sessions with the database. When one of them is lost all are begun anew: the driver would write the next statement
 * of a reserved session to a socket that is gone, which ends the process, or keep a session that never sends again
 * (postgres 3.4.9, porsager/postgres issues 1154 and 1208). Statements under way elsewhere have half a minute to finish.
 */
export function connect(url: string, max = 12): Connection {
	let ending = false;
	const begin = (): Connection => {
		const sessions: Connection = postgres({
			...optionsFor(url, max),
			onclose: () => {
				if (ending || sessions !== current) return;
				current = begin();
				void sessions.end({ timeout: lastStatementsFor });
			},
		});
		return sessions;
	};
	let current = begin();
	const end: Connection['end'] = (options) => {
		ending = true;
		return current.end(options);
	};
	return new Proxy(current, {
		apply: (_first, _this, statement: Parameters<Connection>) => current(...statement),
		get: (_first, name) => (name === 'end' ? end : Reflect.get(current, name)),
	});
}

export const openDatabase = (connection: Connection): Db =>
	new Kysely<Schema>({ dialect: new Dialect({ postgres: connection }) });

/** Serialisation failure or deadlock: PostgreSQL asks for the same transaction once more. So does a key that another tap of the same act has just kept: the next attempt finds its answer. */
const mayRetry = (error: unknown): boolean => {
	if (typeof error !== 'object' || error === null || !('code' in error)) return false;
	if (error.code === '23505') return 'constraint_name' in error && error.constraint_name === 'idempotency_pkey';
	return error.code === '40001' || error.code === '40P01';
};

/** Runs `work` in one transaction at one instant: `now` is the transaction's own time. Retried here and nowhere else. */
export async function inTransaction<T>(db: Db, work: (trx: Trx, now: Date) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.transaction().execute(async (trx) => {
				const { rows } = await sql<{ now: Date }>`select now() as now`.execute(trx);
				return work(trx, rows[0]?.now ?? new Date());
			});
		} catch (error) {
			if (attempt === 4 || !mayRetry(error)) throw error;
		}
	}
}
