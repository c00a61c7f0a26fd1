import { readProposals } from '#server/proposals/read.ts';
import '#server/assembly.ts';
import { inTurn } from '../measure.ts';
import { findPgbench, pgbench } from '../pgbench.ts';
import { api, ask, asClerk, idOf, request, warmUp, type Stage } from '../stage.ts';
import { explainReading, type Cost } from '../statements.ts';
import type { Row } from './row.ts';

/** As many as make pgbench fastest on two cores; ours are asked over 32 connections. */
const clients = 8;
const filters = [1, 2, 3, 4, 5].flatMap((session) =>
	['answered', 'closed'].map((state) => ({ session_id: idOf(3, session), state })),
);
const paths = filters.map(({ session_id, state }) => `${api}/proposals?session_id=${session_id}&state=${state}`);

/** List and filter through the API, by session and state, against 20 rows of `matter` by index. */
export async function measureList(stage: Stage): Promise<Row> {
	const { options, db } = stage;
	const program = findPgbench();
	const anonymous = paths.map((path) => request(path));
	const signedIn = paths.map((path) => request(path, { headers: asClerk }));
	await warmUp(stage, { requests: [...anonymous, ...signedIn] });
	const reference = {
		name: 'pgbench, reference list',
		run: () =>
			pgbench(program ?? '', db, { script: 'list', clients, seconds: options.seconds, proposals: options.proposals }),
	};
	const ours = [
		{ name: 'API, anyone', run: () => ask(stage, { requests: anonymous }) },
		{ name: 'API, signed in by token', run: () => ask(stage, { requests: signedIn }) },
	];
	const results = await inTurn([...ours, ...(program ? [reference] : [])], options.repeats, stage.processes);
	return {
		title: `List and filter through the API, ${options.proposals.toLocaleString('en')} proposals`,
		results: results.slice(0, ours.length),
		limit: results[ours.length],
		bar: 0.1,
		notes: [...(program ? [] : ['pgbench is not on this machine: only our figures']), ...(await costs(stage))],
	};
}

async function costs({ db }: Stage): Promise<string[]> {
	const told = (who: string, of: Cost[]) =>
		of.map((cost) => `${who}, ${cost.of}: ${cost.buffers} buffers; ${cost.scans.join(', ')}`);
	const filter = filters[3];
	const anyone = await explainReading(db.ownerUrl, undefined, (ctx) => readProposals(ctx, { ...filter }));
	const clerk = await explainReading(db.ownerUrl, 'bench-1', (ctx) => readProposals(ctx, { ...filter }));
	return [...told('anyone', anyone), ...told('clerk', clerk)];
}
