import { connect } from '#server/core/database.ts';
import { inTurn } from '../measure.ts';
import { findPgbench, pgbench } from '../pgbench.ts';
import { api, ask, asClerk, request, type Stage } from '../stage.ts';
import type { Row } from './row.ts';

const clients = 16;
const version = 2;

async function findSubmitted({ db }: Stage): Promise<string[]> {
	const connection = connect(db.ownerUrl, 1);
	try {
		const { rows } = await connection.query<{ id: string }>(
			`select id from matter where state = 'submitted' and version = $1 order by id`,
			[version],
		);
		return rows.map((row) => row.id);
	} finally {
		await connection.end();
	}
}

const startReview = (id: string): string =>
	request(`${api}/proposal/${id}/transitions`, {
		method: 'POST',
		headers: { ...asClerk, 'idempotency-key': `bench-${id}` },
		body: { action: 'start_review', version },
	});

/** A clerk takes fresh matters up for review, each of them once and with a key of its own, against the reference transition. */
export async function measureTransition(stage: Stage): Promise<Row> {
	const { options, db } = stage;
	const program = findPgbench();
	const fresh = (await findSubmitted(stage)).map(startReview);
	const share = Math.floor(fresh.length / (options.repeats + 1));
	const take = () => ask(stage, { requests: fresh.splice(0, share), once: true, connections: clients });
	await take();
	const ours = { name: 'API, start_review', run: take };
	// the past sessions: what waits for us stays as it is
	const past = Math.floor(options.proposals * 0.8);
	const reference = {
		name: 'pgbench, reference transition',
		run: () => pgbench(program ?? '', db, { script: 'transition', clients, seconds: options.seconds, proposals: past }),
	};
	const [result, limit] = await inTurn([ours, ...(program ? [reference] : [])], options.repeats, stage.processes);
	return {
		title: 'Transition of a matter',
		results: result ? [result] : [],
		limit,
		bar: 0.25,
		notes: program ? [] : ['pgbench is not on this machine: only our figure'],
	};
}
