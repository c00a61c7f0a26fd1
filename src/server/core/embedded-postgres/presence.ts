import { rmdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { ownerRole } from './cluster.ts';
import { isAlive, type Postmaster } from './postmaster.ts';

/** Any number: whoever uses the server holds this lock, shared, in the maintenance database. */
const inUse = 7_046_201_811;

/** Not there yet, starting, stopping, or killed this moment: worth another try. */
const passing = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EAGAIN', '57P01', '57P02', '57P03']);

function isPassing(error: unknown): boolean {
	const { code = '', message } = error as NodeJS.ErrnoException;
	return passing.has(code) || /timeout|terminated|not queryable|was closed/.test(message);
}

/** A session that shows the server to be in use, for as long as it lasts. */
export interface Presence {
	/** Settles when the server went away. */
	lost: Promise<void>;
	/** Stops the server, unless another process still uses it. */
	leave(): Promise<void>;
}

/**
 * Undefined while the server does not take sessions. Creates the database when it is not there.
 * The session does not keep the process alive.
 */
export async function enter(server: Postmaster, database: string): Promise<Presence | undefined> {
	const socket = new Socket();
	const client = new Client({
		stream: () => socket,
		host: server.socketFolder,
		port: server.port,
		user: ownerRole,
		database: 'postgres',
		ssl: false,
		application_name: 'concentric presence',
		connectionTimeoutMillis: 10_000,
	});
	const lost = new Promise<void>((resolve) => client.once('end', resolve));
	client.on('error', () => undefined);
	try {
		await client.connect();
		await client.query('select pg_advisory_lock_shared($1)', [inUse]);
		await ensureDatabase(client, database);
	} catch (error) {
		await client.end().catch(() => undefined);
		if (isPassing(error)) return undefined;
		throw error;
	}
	socket.unref();
	return { lost, leave: () => leave(client, socket, server) };
}

async function ensureDatabase(client: Client, name: string): Promise<void> {
	const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
	if (rowCount) return;
	await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: { code?: string }) => {
		// two starters at once: the other one has created it
		if (error.code !== '42P04' && error.code !== '23505') throw error;
	});
}

async function leave(client: Client, socket: Socket, server: Postmaster): Promise<void> {
	socket.ref();
	try {
		await client.query('select pg_advisory_unlock_shared($1)', [inUse]);
		const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [inUse]);
		if (!rows[0]?.alone) return;
		await stop(server);
		await rmdir(server.socketFolder).catch(() => undefined);
	} catch (error) {
		// it is gone already, or another one who leaves is stopping it
		if (!isPassing(error)) throw error;
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk when this returns. */
export async function stop({ pid }: Postmaster): Promise<void> {
	if (isAlive(pid)) process.kill(pid, 'SIGINT');
	const patience = Date.now() + 60_000;
	while (isAlive(pid)) {
		if (Date.now() > patience) throw new Error(`The database server (process ${pid}) does not stop.`);
		await pause(20);
	}
}
