import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../application.ts';
import { findProgram } from '../pgbench.ts';

/** Somebody who sends fixed bytes, as fast as he can. */
export interface Bytes {
	name: string;
	port: number;
	path: string;
	close(): Promise<void>;
}

const settings = (folder: string, port: number) => `
daemon off; worker_processes 2; pid ${folder}/nginx.pid; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 512; }
http {
	access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=10; types { text/html html; }
	client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
	server { listen 127.0.0.1:${port}; root ${folder}; }
}`;

/** nginx with the page as a file; undefined where the host has none. */
export async function startNginx(parent: string, page: Buffer): Promise<Bytes | undefined> {
	const program = findProgram('nginx', '/usr/sbin');
	if (!program) return undefined;
	const folder = join(parent, 'nginx');
	const port = await freePort();
	await mkdir(folder);
	await chmod(folder, 0o755);
	await writeFile(join(folder, 'page.html'), page);
	await writeFile(join(folder, 'nginx.conf'), settings(folder, port));
	const child = spawn(program, ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const ended = once(child, 'exit');
	await Promise.race([listens(port), ended.then(([code]) => Promise.reject(new Error(`nginx ended with ${code}`)))]);
	const close = async () => {
		child.kill('SIGTERM');
		await ended;
	};
	return { name: 'nginx', port, path: '/page.html', close };
}

async function listens(port: number): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		const socket = connect(port, '127.0.0.1');
		const open = await Promise.race([
			once(socket, 'connect').then(() => true),
			once(socket, 'error').then(
				() => false,
				() => false,
			),
		]).catch(() => false);
		socket.destroy();
		if (open) return;
		await pause(50);
	}
	throw new Error(`nobody listens on port ${port}`);
}

/** A bare server of Node with the bytes in memory: what is left when nothing of ours is in the way. */
export async function startBareServer(page: Buffer): Promise<Bytes> {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length });
		response.end(page);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (!address || typeof address === 'string') throw new Error('the bare server has no port');
	const close = async () => {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	};
	return { name: 'bare node:http', port: address.port, path: '/', close };
}
