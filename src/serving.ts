import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { api } from '#api/api.ts';
import { config } from '#server/core/config.ts';
import { startIndexing } from '#server/worker/indexing.ts';
import { startSealing } from '#server/worker/sealing.ts';
import { startWorker } from '#server/worker.ts';
import { callerHeader } from '#web/allowance.ts';
import { guarding } from '#web/guarding-headers.ts';
import { publicPages } from '#web/public-pages.ts';
import type { Assembly } from './opening.ts';

export interface Serving {
	address: string;
	stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What a proxy says of the caller is believed only where the installation trusts one; Kit reads the scheme from this header. */
function settleScheme(request: IncomingMessage): void {
	request.headers['x-forwarded-proto'] = 'http';
	delete request.headers['x-forwarded-for'];
}

/** Who calls, as the limits count: behind a trusted proxy the address that the proxy saw. */
function callerOf({ headers, socket }: IncomingMessage, trusting: boolean): string {
	const forwarded = trusting ? String(headers['x-forwarded-for'] ?? '').split(',') : [];
	return forwarded.at(-1)?.trim() || (socket.remoteAddress ?? 'unknown');
}

function router(kit: Handler): Handler {
	const apiListener = getRequestListener(api.fetch);
	const guard = guarding({ origin: config.origin() });
	// what comes from memory was guarded when it was made
	const fromMemory = publicPages((request, response) => {
		guard(response, 'page');
		kit(request, response);
	});
	const trusting = config.trustsProxy();
	return (request, response) => {
		if (!trusting) settleScheme(request);
		request.headers[callerHeader] = callerOf(request, trusting);
		const path = request.url ?? '/';
		if (path.startsWith('/api/') || path === '/healthz' || path === '/readyz') {
			guard(response, 'data');
			void apiListener(request, response);
		} else fromMemory(request, response);
	};
}

async function listen(server: Server, wanted: number): Promise<number> {
	for (let port = wanted; port < wanted + 20; port++) {
		const free = await new Promise<boolean>((resolve, reject) => {
			server.once('error', (error: NodeJS.ErrnoException) =>
				error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
			);
			server.listen(port, config.host(), () => resolve(true));
		});
		if (free) return port;
		console.log(`port ${port} is taken, trying ${port + 1}`);
		server.removeAllListeners('error');
	}
	throw new Error(`no free port from ${wanted} to ${wanted + 19}; set PORT`);
}

/** API before Kit, public pages from memory, jobs beside them, all over one core in one process. */
export async function serve(assembly: Assembly): Promise<Serving> {
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	process.env.BODY_SIZE_LIMIT ??= '64M';
	const built = new URL('../build/handler.js', import.meta.url);
	const { handler } = (await import(built.href)) as { handler: Handler };
	const worker = await startWorker(assembly);
	const indexing = startIndexing(assembly);
	const sealing = startSealing(assembly);
	const server = createServer({ keepAliveTimeout: 65_000 }, router(handler));
	const port = await listen(server, config.port());
	return {
		address: `http://localhost:${port}`,
		async stop() {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), 10_000).unref();
			});
			await sealing.stop();
			await worker.stop();
			await indexing.stop();
		},
	};
}
