import { PostgresJSDialect, PostgresJSDriver, type PostgresJSDialectConfig } from 'kysely-postgres-js';
import { CompiledQuery, type AbortableOperationOptions, type DatabaseConnection, type QueryResult } from 'kysely';

const gone = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT', 'ECONNRESET', 'EPIPE']);

/** The session is lost: the socket closed, or the server said its last word. */
function isLost(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	const { code, severity } = error as { code?: unknown; severity?: unknown };
	return gone.has(String(code)) || severity === 'FATAL' || severity === 'PANIC';
}

/** Sends nothing more over a session that is lost: the answer would be waited for for ever. What was under way there is rolled back by the server. */
class Driver extends PostgresJSDriver {
	readonly #lost = new WeakMap<DatabaseConnection, unknown>();

	override async acquireConnection(options?: AbortableOperationOptions) {
		const connection = await super.acquireConnection(options);
		const send = connection.executeQuery.bind(connection);
		connection.executeQuery = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
			if (this.#lost.has(connection)) throw this.#lost.get(connection);
			try {
				return await send<R>(query);
			} catch (error) {
				if (isLost(error)) this.#lost.set(connection, error);
				throw error;
			}
		};
		return connection;
	}

	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (!this.#lost.has(connection)) await connection.executeQuery(CompiledQuery.raw('rollback'));
	}
}

export class Dialect extends PostgresJSDialect {
	readonly #config: PostgresJSDialectConfig;
	constructor(config: PostgresJSDialectConfig) {
		super(config);
		this.#config = config;
	}
	override createDriver(): Driver {
		return new Driver(this.#config);
	}
}
