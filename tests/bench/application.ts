import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchDatabase } from './database.ts';

export interface Application {
	port: number;
	pid: number;
	close(): Promise<void>;
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The whole process as an installation starts it, over the bench's database. */
export async function startApplication(db: BenchDatabase): Promise<Application> {
	const port = await freePort();
	const env = {
		...process.env,
		NODE_ENV: 'production',
		DEMO: 'off',
		DATABASE_URL: db.appUrl,
		OWNER_DATABASE_URL: db.ownerUrl,
		DATA_FOLDER: join(db.folder, 'data'),
		PORT: String(port),
		HOST: '127.0.0.1',
		ORIGIN: `http://127.0.0.1:${port}`,
	};
	const child = spawn(process.execPath, [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), main], {
		env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const said: string[] = [];
	const ended = once(child, 'exit');
	const listening = new Promise<void>((resolve) =>
		createInterface({ input: child.stdout }).on('line', (line) => {
			said.push(line);
			if (line.includes('http://')) resolve();
		}),
	);
	await Promise.race([
		listening,
		ended.then(() => Promise.reject(new Error(`the application ended:\n${said.join('\n')}`))),
	]);
	return {
		port,
		// it has spoken, so it runs
		pid: child.pid ?? 0,
		async close() {
			child.kill('SIGTERM');
			await ended;
		},
	};
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (!address || typeof address === 'string') throw new Error('no free port');
	return address.port;
}
