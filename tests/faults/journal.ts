import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { password } from '../journeys/server.ts';

/** One act as a client sent it, and what it was told. Without an answer it may or may not have happened. */
export interface Entry {
	who: string;
	path: string;
	key: string;
	body: object;
	answer?: { id: string; matter_id: string; action: string; state: string; version: number };
}

/** A client keeps trying for so long until the server is there again: recovery reads the log since the last checkpoint. */
const patience = 60_000;

/** The clients' own record of what they did; nothing in it comes from the database. */
export class Journal {
	readonly entries: Entry[] = [];
	readonly cookies = new Map<string, string>();
	readonly url: () => string;
	/** Faults that are ours: an answer of 500 is none that a client may ever see. */
	readonly faults: string[] = [];

	constructor(url: () => string) {
		this.url = url;
	}

	acknowledged = (): Entry[] => this.entries.filter((entry) => entry.answer);

	async signIn(name: string): Promise<void> {
		const answer = await fetch(`${this.url()}/yunxi/sign-in`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: this.url() },
			body: new URLSearchParams({ username: `yunxi.${name}`, password }),
		});
		const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
		if (!cookie) throw new Error(`${name} could not sign in: ${answer.status}`);
		this.cookies.set(name, cookie);
	}

	/** Sends an act once; undefined where nobody answered, or was away. */
	async send({ who, path, key, body }: Entry): Promise<Entry['answer'] | undefined> {
		const headers = {
			cookie: this.cookies.get(who) ?? '',
			origin: this.url(),
			'content-type': 'application/json',
			'idempotency-key': key,
		};
		const answer = await fetch(`${this.url()}/api/v1/committees/yunxi/${path}`, {
			method: 'POST',
			headers,
			body: JSON.stringify(body),
		}).catch(() => undefined);
		const text = await answer?.text().catch(() => undefined);
		if (!answer || text === undefined || answer.status === 503) return undefined;
		if (!answer.ok) this.faults.push(`${path} ${answer.status} ${text.slice(0, 300)}`);
		return answer.ok ? JSON.parse(text) : undefined;
	}

	/** Does an act as a client does it: with one key, again and again until it is acknowledged. */
	async act(who: string, path: string, body: object): Promise<NonNullable<Entry['answer']>> {
		const entry: Entry = { who, path, body, key: randomUUID() };
		this.entries.push(entry);
		const until = Date.now() + patience;
		while (!entry.answer) {
			entry.answer = await this.send(entry);
			if (entry.answer) break;
			if (this.faults.length || Date.now() > until)
				throw new Error(`${path} was not acknowledged: ${this.faults.join('; ')}`);
			await pause(50);
		}
		return entry.answer;
	}
}
