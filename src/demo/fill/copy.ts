import type { ClientBase, Connection, Submittable } from 'pg';

interface Line extends Connection {
	sendCopyFromChunk(chunk: Buffer): void;
	endCopyFrom(): void;
}

/** Sends rows by the COPY protocol: the driver speaks it, but has no call of its own for it. */
class CopyIn implements Submittable {
	readonly #statement: string;
	readonly #rows: Buffer;
	readonly #settled: { resolve: () => void; reject: (error: Error) => void };

	constructor(statement: string, rows: Buffer, settled: { resolve: () => void; reject: (error: Error) => void }) {
		this.#statement = statement;
		this.#rows = rows;
		this.#settled = settled;
	}
	submit(line: Connection): void {
		line.query(this.#statement);
	}
	handleCopyInResponse(line: Line): void {
		line.sendCopyFromChunk(this.#rows);
		line.endCopyFrom();
	}
	handleCommandComplete(): void {}
	handleError(error: Error): void {
		this.#settled.reject(error);
	}
	handleReadyForQuery(): void {
		this.#settled.resolve();
	}
}

/** Stores lines of COPY's text format; resolves when the server has them all. */
export const copyIn = (session: ClientBase, statement: string, lines: readonly string[]): Promise<void> =>
	new Promise((resolve, reject) => {
		session.query(new CopyIn(statement, Buffer.from(lines.join('')), { resolve, reject }));
	});

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
export const escaped = (text: string): string =>
	/[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (one) => escapes[one] ?? one) : text;
/** Bytes as PostgreSQL reads them in a column of COPY. */
export const bytesInCopy = (bytes: Buffer): string => `\\\\x${bytes.toString('hex')}`;

const list = (values: readonly unknown[]): string => `{${values.map((one) => JSON.stringify(one)).join(',')}}`;

/** A column of COPY; `lists` are columns of several texts or ids, other arrays are JSON. */
export function columnOf(value: unknown, isList = false): string {
	if (value === null || value === undefined) return '\\N';
	if (value instanceof Date) return value.toISOString();
	if (Array.isArray(value) && isList) return escaped(list(value));
	return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
