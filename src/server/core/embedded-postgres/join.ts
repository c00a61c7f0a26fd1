import { setTimeout as pause } from 'node:timers/promises';
import { launch, type Launch } from './launch.ts';
import { findPostmaster, type Postmaster } from './postmaster.ts';
import { enter, stop, type Presence } from './presence.ts';
import { makeSocketFolder } from './socket-folder.ts';
import type { Servant } from './servant.ts';

/** Everything needed to start the server of a data folder. */
export interface Seat {
	folder: string;
	program: string;
	servant: Servant;
	port: number;
	database: string;
	settings: Record<string, string>;
}

export interface Joined {
	presence: Presence;
	postmaster: Postmaster;
	adopted: boolean;
}

/** How long a start may take: recovery after a crash reads the write-ahead log since the last checkpoint. */
const startLimit = 120_000;
/** A server that is ready, but whose socket has been swept from the temporary folder, is started anew. */
const unreachableLimit = 10_000;

/** Adopts the living server of the folder or starts one. Any number of processes may do so at once. */
export async function join(seat: Seat): Promise<Joined> {
	const deadline = Date.now() + startLimit;
	let launched: Launch | undefined;
	let unreachableSince: number | undefined;
	while (Date.now() < deadline) {
		const postmaster = findPostmaster(seat.folder);
		if (postmaster) {
			const presence = postmaster.socketFolder ? await enter(postmaster, seat.database) : undefined;
			if (presence) return { presence, postmaster, adopted: postmaster.pid !== launched?.pid };
			unreachableSince = postmaster.ready ? (unreachableSince ?? Date.now()) : undefined;
			if (Date.now() - (unreachableSince ?? Date.now()) > unreachableLimit) await stop(postmaster);
		} else {
			launched = await launchUnlessUnderWay(seat, launched);
		}
		await pause(25);
	}
	throw new Error(`The database server in ${seat.folder} does not answer. ${launched?.ended()?.said ?? ''}`);
}

async function launchUnlessUnderWay(seat: Seat, previous: Launch | undefined): Promise<Launch> {
	const end = previous?.ended();
	if (previous && !end) return previous;
	if (end && !end.mayPass) throw new Error(`The database server did not start. Its log ends with:\n${end.said}`);
	return launch({ ...seat, socketFolder: await makeSocketFolder(seat.folder, seat.servant) });
}
