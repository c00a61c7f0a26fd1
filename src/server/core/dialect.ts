import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import type { ClientBase, Pool, PoolClient } from 'pg';

const names = new Map<string, string>();
/** The code has some hundreds of texts, and what filters compose stays far below. */
const mostNames = 2_000;

/** A statement with a name is read and planned once per session. Beyond the limit they have none, and are planned each time. */
function nameOf(text: string): string | undefined {
	const known = names.get(text);
	if (known || names.size >= mostNames) return known;
	const name = `s${names.size}`;
	names.set(text, name);
	return name;
}

/** That a session is lost or cannot be had the driver says without a code. Pages and API answer "later" to this one. */
const lostSession = (error: unknown): unknown =>
	error instanceof Error && !('code' in error) ? Object.assign(error, { code: 'CONNECTION_CLOSED' }) : error;

const lost = new WeakSet<ClientBase>();

/** A session that breaks fails its statement and is dropped by the pool; unheard, the event would end the process. */
export const hearLosses = (pool: Pool): Pool =>
	pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => void lost.add(client)));

/** What Kysely asks of a session. Without values (`begin`, `commit`) a statement goes as it is, which is one message. */
function sessionOver(client: PoolClient): PostgresPoolClient {
	const query = async (text: string, values: readonly unknown[]) => {
		try {
			return await (values.length
				? client.query({ name: nameOf(text), text, values: [...values] })
				: client.query(text));
		} catch (error) {
			throw lost.has(client) ? lostSession(error) : error;
		}
	};
	// there are no cursors here: statements are not streamed
	return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
}

/** PostgreSQL over a pool of the `pg` driver, every statement prepared once per session. */
export const dialectOver = (pool: Pool): PostgresDialect =>
	new PostgresDialect({
		pool: {
			options: pool.options,
			connect: () =>
				pool.connect().then(sessionOver, (error: unknown) => {
					throw lostSession(error);
				}),
			end: () => pool.end(),
		},
	});
