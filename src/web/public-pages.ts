import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { generationOf } from '#server/core/changes.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A whole answer; its headers in the form in which Node writes them out without looking at each. */
interface Ready {
	headers: OutgoingHttpHeader[];
	body: Buffer;
}

interface Kept {
	plain: Ready;
	zipped: Ready;
	etag: string;
	generation: number;
	until: number;
}

/** Another process may have changed what a page shows; a change made in this one is seen at once. */
const keptForMs = 2_000;
const keptPages = 2_000;

const preferences = ['lang', 'theme', 'size'].map((name) => new RegExp(`(?:^|; ?)${name}=([^;]{1,20})`));

/** The page and the reader's three preferences; nothing else of a request may change a public page. */
function keyOf(request: IncomingMessage): string | undefined {
	const cookies = request.headers.cookie ?? '';
	if (request.method !== 'GET' || request.headers.authorization || cookies.includes('session_token')) return undefined;
	const path = request.url ?? '/';
	if (path.startsWith('/_app/') || path.length > 300) return undefined;
	if (!cookies) return path;
	return [path, ...preferences.map((preference) => preference.exec(cookies)?.[1] ?? '')].join('\n');
}

const committeeOf = (request: IncomingMessage) => (request.url ?? '/').split(/[/?]/)[1] ?? '';

function send(request: IncomingMessage, response: ServerResponse, kept: Kept): void {
	if (request.headers['if-none-match'] === kept.etag) {
		response.writeHead(304, { etag: kept.etag, 'cache-control': 'public, max-age=0, must-revalidate' }).end();
		return;
	}
	const zip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
	const { headers, body } = zip ? kept.zipped : kept.plain;
	response.writeHead(200, headers).end(body);
}

interface Page {
	headers: Record<string, OutgoingHttpHeader>;
	body: Buffer;
}

function ready(etag: string, { headers, body }: Page): Ready {
	const all = { ...headers, etag, vary: 'accept-encoding, cookie', 'content-length': body.length };
	return { headers: Object.entries(all).flat(), body };
}

/** Holds a response back until it is whole. Where the page said that it is public, `take` has it; otherwise it goes out as it is. */
function whenWhole(response: ServerResponse, take: (page: Page | undefined) => boolean): void {
	const chunks: Buffer[] = [];
	const { write, end, writeHead } = response;
	const note = (chunk: unknown) => {
		if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as Uint8Array));
		return true;
	};
	response.writeHead = ((status: number, headers: Record<string, OutgoingHttpHeader> = {}) => {
		for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
		return Object.assign(response, { statusCode: status });
	}) as ServerResponse['writeHead'];
	response.write = note as ServerResponse['write'];
	response.end = ((last?: unknown) => {
		note(last);
		Object.assign(response, { write, end, writeHead });
		const body = Buffer.concat(chunks);
		const open =
			response.statusCode === 200 &&
			String(response.getHeader('cache-control') ?? '').startsWith('public') &&
			!response.hasHeader('set-cookie');
		const taken = take(
			open ? { headers: { ...(response.getHeaders() as Record<string, OutgoingHttpHeader>) }, body } : undefined,
		);
		return taken ? response : response.end(body);
	}) as ServerResponse['end'];
	response.once('close', () => response.writableEnded || take(undefined));
}

/** Public pages from memory in front of the renderer: one render at a time for each page, an ETag of the bytes, and never a page with a session. */
export function publicPages(render: Handler): Handler {
	const pages = new Map<string, Kept>();
	const rendering = new Map<string, Promise<Kept | undefined>>();

	const keep = (key: string, committee: string, generation: number, page: Page): Kept => {
		const { 'content-length': _length, etag: _etag, ...headers } = page.headers;
		const etag = `"${createHash('sha256').update(page.body).digest('base64url').slice(0, 22)}"`;
		const zipped = { headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(page.body) };
		const kept = {
			plain: ready(etag, { headers, body: page.body }),
			zipped: ready(etag, zipped),
			etag,
			generation,
			until: Date.now() + keptForMs,
		};
		if (pages.size >= keptPages) pages.clear();
		if (generation === generationOf(committee)) pages.set(key, kept);
		return kept;
	};

	return (request, response) => {
		const key = keyOf(request);
		if (!key) return render(request, response);
		const committee = committeeOf(request);
		const kept = pages.get(key);
		if (kept && kept.until > Date.now() && kept.generation === generationOf(committee))
			return send(request, response, kept);
		const underway = rendering.get(key);
		if (underway)
			return void underway.then((page) => (page ? send(request, response, page) : render(request, response)));
		const generation = generationOf(committee);
		rendering.set(
			key,
			new Promise((resolve) => {
				whenWhole(response, (page) => {
					rendering.delete(key);
					const made = page && keep(key, committee, generation, page);
					resolve(made);
					if (made) send(request, response, made);
					return made !== undefined;
				});
			}),
		);
		render(request, response);
	};
}
