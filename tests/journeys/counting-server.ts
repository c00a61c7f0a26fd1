import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CompiledQuery, type KyselyPlugin } from 'kysely';
import { config } from '#server/core/config.ts';
import { installationSecret } from '#server/core/secret.ts';
import { house, openHouse } from '#web/house.ts';
import { signInWith } from '#web/sign-in.ts';
import { openAssembly } from '../../src/opening.ts';

/** The built pages in a process that says of each answer which statements it cost; jobs would only add their own. */
const asked = new AsyncLocalStorage<string[]>();

const counter: KyselyPlugin = {
	transformQuery: ({ node, queryId }) => {
		const statements = asked.getStore();
		statements?.push(statements.length < 40 ? textOf(node, queryId) : '');
		return node;
	},
	transformResult: ({ result }) => Promise.resolve(result),
};

const { db, close } = await openAssembly({ say: () => undefined });
const compiler = db.getExecutor();
const textOf: (...of: Parameters<typeof compiler.compileQuery>) => string = (node, queryId) =>
	(compiler.compileQuery(node, queryId) satisfies CompiledQuery).sql.trim().replace(/\s+/g, ' ').slice(0, 60);
const counted = db.withPlugin(counter);
openHouse({ ...house(), db: counted, signIn: signInWith(counted, await installationSecret(), config.origin()) });

process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const { handler } = (await import(new URL('../../build/handler.js', import.meta.url).href)) as { handler: Handler };

/** Each request comes three seconds after the last: what is kept for a moment (settings, names) is asked for anew. */
let later = 0;
const Clock = Date;
globalThis.Date = class extends Clock {
	constructor(...given: []) {
		super(...(given.length ? given : ([Clock.now() + later] as unknown as [])));
	}
	static override now = () => Clock.now() + later;
} as DateConstructor;

/** Headers go out when a page has been made: by then it has asked for everything. */
const server = createServer((request, response) => {
	later += 3_000;
	request.headers['x-forwarded-proto'] = 'http';
	const { writeHead } = response;
	response.writeHead = ((...head: Parameters<typeof writeHead>) => {
		response.setHeader('x-statements', encodeURIComponent(JSON.stringify(asked.getStore())));
		return writeHead.apply(response, head);
	}) as typeof writeHead;
	asked.run([], () => handler(request, response));
});
server.listen(config.port(), config.host(), () => console.log(`http://localhost:${config.port()}`));
process.once('SIGTERM', () => server.close(() => void close()).closeAllConnections());
