import { startApplication, type Application } from './application.ts';
import { openFilled, type BenchDatabase } from './database.ts';
import type { Load } from './load/closed-loop.ts';
import { startSenders, type Senders } from './load/load.ts';
import { request } from './load/request.ts';
import type { Processes, Sample } from './measure.ts';

export interface Options {
	proposals: number;
	seconds: number;
	repeats: number;
}

/** Everything that the rows share: the filled database, the running application, and who sends. */
export interface Stage {
	options: Options;
	db: BenchDatabase;
	app: Application;
	/** One process for what the application limits, two for what sending might. */
	senders: Record<'one' | 'two', Senders>;
	processes: Processes;
	close(): Promise<void>;
}

export async function setStage(options: Options): Promise<Stage> {
	const db = await openFilled(options.proposals);
	const app = await startApplication(db).catch(async (error: Error) => {
		await db.close();
		throw error;
	});
	const senders = { one: startSenders(1), two: startSenders(2) };
	const close = async () => {
		for (const some of Object.values(senders)) some.close();
		await app.close();
		await db.close();
	};
	return { options, db, app, senders, processes: { application: app.pid, database: db.pid }, close };
}

type Asking = Pick<Load, 'requests'> & Partial<Load>;
const usual = { connections: 32, expect: 200 };

/** Asks the application for as long as one run lasts. */
export const ask = ({ senders, app, options }: Stage, load: Asking, by: 'one' | 'two' = 'one'): Promise<Sample> =>
	senders[by].send({ ...usual, port: app.port, seconds: options.seconds, ...load });

/** Before anything counts: statements are planned, code is compiled. */
export const warmUp = async (stage: Stage, load: Asking): Promise<void> =>
	void (await ask(stage, { seconds: 4, ...load }));

/** The clerk's token of `fill.sql`. */
export const asClerk = { authorization: 'Bearer bench-clerk-token' };

export const api = '/api/v1/committees/bench';
/** The id of the n-th row of a kind, as `bench.id` of `fill.sql` makes it. */
export const idOf = (kind: number, n: number): string =>
	`00000000-${kind.toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;

export { request };
