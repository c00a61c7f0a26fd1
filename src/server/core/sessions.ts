import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

export type Sql = postgres.Sql;
export type Options = postgres.Options<Record<string, postgres.PostgresType>>;

/** One session with the database. */
export interface Session {
	sql: Sql;
	/** The socket is closed. Nothing may be sent any more. */
	lost: boolean;
}

/**
 * Sessions with the database, at most `max` of them, each with one user at a time.
 * The driver's own pool is not used: after a loss it writes the next statement of a reserved session to a socket that is
 * gone, which ends the process; gives the session to somebody else while its holder still has it; and may keep it in a
 * form that never sends again (postgres 3.4.9; porsager/postgres issues 1154 and 1208). So a lost session is dropped.
 */
export class Sessions {
	readonly #options: Options;
	readonly #max: number;
	readonly #all = new Set<Session>();
	readonly #idle: Session[] = [];
	readonly #waiting: ((session: Session) => void)[] = [];
	#ending = false;

	constructor(options: Options, max: number) {
		this.#options = options;
		this.#max = max;
	}

	async take(): Promise<Session> {
		if (this.#ending)
			throw Object.assign(new Error('the sessions with the database are ended'), { code: 'CONNECTION_ENDED' });
		return (
			this.#idle.pop() ??
			(this.#all.size < this.#max ? this.#begin() : new Promise((resolve) => this.#waiting.push(resolve)))
		);
	}

	give(session: Session): void {
		if (session.lost) return;
		const next = this.#waiting.shift();
		if (next) next(session);
		else this.#idle.push(session);
	}

	/** Waits for those in use, for `timeout` seconds at most. */
	async end({ timeout = 5 }: { timeout?: number } = {}): Promise<void> {
		this.#ending = true;
		for (const until = Date.now() + timeout * 1_000; this.#idle.length < this.#all.size && Date.now() < until;)
			await pause(20);
		await Promise.all([...this.#all].map((session) => session.sql.end({ timeout: 0 })));
	}

	/** The socket opens with the first statement. It closes when it is lost, for it is never idle too long. */
	#begin(): Session {
		const sql: Sql = postgres({
			...this.#options,
			max: 1,
			idle_timeout: 0,
			max_lifetime: null,
			onclose: () => this.#lose(session),
		});
		const session: Session = { sql, lost: false };
		this.#all.add(session);
		return session;
	}

	#lose(session: Session): void {
		if (session.lost) return;
		session.lost = true;
		this.#all.delete(session);
		const idle = this.#idle.indexOf(session);
		if (idle >= 0) this.#idle.splice(idle, 1);
		void session.sql.end({ timeout: 0 });
		this.#waiting.shift()?.(this.#begin());
	}
}
