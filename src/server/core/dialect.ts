import {
	CompiledQuery,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type Kysely,
	type QueryResult,
	type TransactionSettings,
} from 'kysely';
import type { Session, Sessions } from './sessions.ts';

/** As the driver says it; pages and API answer "later" to it. */
const lost = () => Object.assign(new Error('the session with the database is lost'), { code: 'CONNECTION_CLOSED' });

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class SessionConnection implements DatabaseConnection {
	readonly session: Session;
	constructor(session: Session) {
		this.session = session;
	}

	async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
		if (this.session.lost) throw lost();
		// the driver asks the server what type each parameter has
		const result = await this.session.sql.unsafe(sql, [...parameters] as never[], { prepare: true });
		if (sql === 'commit' && result.command === 'ROLLBACK')
			throw new Error('a statement had failed: the transaction was rolled back');
		return { rows: [...result] as R[], ...(changing.has(result.command) && { numAffectedRows: BigInt(result.count) }) };
	}

	streamQuery(): never {
		throw new Error('statements are not streamed');
	}
}

class SessionDriver implements Driver {
	readonly #sessions: Sessions;
	constructor(sessions: Sessions) {
		this.#sessions = sessions;
	}

	async init(): Promise<void> {}
	async acquireConnection(): Promise<SessionConnection> {
		return new SessionConnection(await this.#sessions.take());
	}
	async beginTransaction(connection: SessionConnection, { isolationLevel }: TransactionSettings): Promise<void> {
		await connection.executeQuery(
			CompiledQuery.raw(isolationLevel ? `begin isolation level ${isolationLevel}` : 'begin'),
		);
	}
	async commitTransaction(connection: SessionConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('commit'));
	}
	/** What was under way in a lost session is rolled back by the server. */
	async rollbackTransaction(connection: SessionConnection): Promise<void> {
		if (!connection.session.lost) await connection.executeQuery(CompiledQuery.raw('rollback'));
	}
	async releaseConnection({ session }: SessionConnection): Promise<void> {
		this.#sessions.give(session);
	}
	async destroy(): Promise<void> {
		await this.#sessions.end();
	}
}

/** PostgreSQL over our own sessions with the `postgres` driver. */
export class SessionDialect implements Dialect {
	readonly #sessions: Sessions;
	constructor(sessions: Sessions) {
		this.#sessions = sessions;
	}
	createAdapter(): PostgresAdapter {
		return new PostgresAdapter();
	}
	createDriver(): SessionDriver {
		return new SessionDriver(this.#sessions);
	}
	createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
		return new PostgresIntrospector(db);
	}
	createQueryCompiler(): PostgresQueryCompiler {
		return new PostgresQueryCompiler();
	}
}
