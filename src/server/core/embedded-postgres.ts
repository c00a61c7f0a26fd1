import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ownerRole, prepareCluster } from './embedded-postgres/cluster.ts';
import { join, type Seat } from './embedded-postgres/join.ts';
import type { Presence } from './embedded-postgres/presence.ts';
import { findPrograms } from './embedded-postgres/programs.ts';

export interface EmbeddedOptions {
	/** The data folder; its parent is made when missing. */
	folder: string;
	log?: (line: string) => void;
	/** Settings of postgresql.conf beyond the standard ones; an adopted server keeps those it was started with. */
	settings?: Record<string, string>;
	/** Whether a server that went away while in use is started again, at the same address. */
	revive?: boolean;
}

export interface EmbeddedPostgres {
	/** The owner's address, for `pg` and libpq. `postgres` reads no socket from an address: give it `connection`. */
	url: string;
	connection: { host: string; port: number; user: string; database: string };
	socketFolder: string;
	port: number;
	/** Whether the server was already running. */
	adopted: boolean;
	/** Leaves the server, and stops it when no other process uses it. Call it after the last statement. */
	stop(): Promise<void>;
}

const port = 5432;
const database = 'concentric';

/**
 * Starts or joins the PostgreSQL of a data folder. It listens on a Unix socket only that this user can reach, and lives
 * independently of this process: after a SIGKILL of the application the next start adopts it.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
	const { log = () => undefined, settings = {}, revive = true } = options;
	const programs = await findPrograms();
	const servant = await prepareCluster(resolve(options.folder), programs, log);
	const folder = await realpath(options.folder);
	const seat = { folder, program: programs.postgres, servant, port, database, settings };
	const { presence, postmaster, adopted } = await join(seat);
	const { socketFolder } = postmaster;
	const leave = revive ? stay(seat, presence, log) : () => presence.leave();
	return {
		url: `postgres://${ownerRole}@${encodeURIComponent(socketFolder)}:${port}/${database}`,
		connection: { host: socketFolder, port, user: ownerRole, database },
		socketFolder,
		port,
		adopted,
		stop: leave,
	};
}

/** Keeps the server alive until the returned function is called. */
function stay(seat: Seat, first: Presence, log: (line: string) => void): () => Promise<void> {
	let presence = first;
	let leaving = false;
	const comeBack = async (): Promise<void> => {
		log('The database server went away; starting it again.');
		await join(seat).then(
			(joined) => (presence = joined.presence),
			(error: Error) => pause(2000, log(error.message)),
		);
	};
	let comingBack: Promise<void> | undefined;
	const watch = async (): Promise<void> => {
		for (;;) {
			await presence.lost;
			if (leaving || !existsSync(seat.folder)) return;
			await (comingBack = comeBack());
		}
	};
	void watch();
	return async () => {
		leaving = true;
		await comingBack;
		await presence.leave();
	};
}
