import { sql } from 'kysely';
import { Pool } from 'pg';
import { connect, openDatabase } from '#server/core/database.ts';
import { inTurn, type Contender, type Sample } from '../measure.ts';
import { findPgbench, pgbench } from '../pgbench.ts';
import { idOf, type Stage } from '../stage.ts';
import type { Row } from './row.ts';

const columns =
	'id, number_label, title, category, state, openness, owner_id, lead_unit_id, holder_body_id, due_on, result_class, submitted_at, changed_at, version';
const text = `select ${columns} from matter where committee_id = $1 and kind = 'proposal' and plenary_session_id = $2 and state = $3 order by changed_at desc, id desc limit 20`;
const values = (n: number): [string, string, string] => [
	idOf(1, 1),
	idOf(3, 1 + (n % 5)),
	n % 2 ? 'answered' : 'closed',
];
const written = (n: number) => {
	const [committee, session, state] = values(n);
	return sql`select ${sql.raw(columns)} from matter where committee_id = ${committee} and kind = 'proposal' and plenary_session_id = ${session} and state = ${state}
		order by changed_at desc, id desc limit 20`;
};

const sessions = 12;
const callers = 32;

/** Thirty-two callers over twelve sessions, in this process: what the driver and the builder cost. */
async function drive(seconds: number, list: (n: number) => Promise<{ length: number }>): Promise<Sample> {
	const started = performance.now();
	let count = 0;
	await Promise.all(
		Array.from({ length: callers }, async () => {
			while (performance.now() - started < seconds * 1000) {
				const { length } = await list(count++);
				if (length !== 20) throw new Error(`a list of ${length}`);
			}
		}),
	);
	return { perSecond: (count * 1000) / (performance.now() - started), count };
}

/** The reference list through each driver, bare and under the builder, against pgbench. */
export async function measureDrivers(stage: Stage): Promise<Row> {
	const { db, options } = stage;
	const program = findPgbench();
	const pool = new Pool({ ...db.connection, max: sessions });
	const connection = connect(db.ownerUrl, sessions);
	const ours = openDatabase(connection);
	const contender = (name: string, list: (n: number) => Promise<{ length: number }>): Contender => ({
		name,
		run: () => drive(2, list),
	});
	const contenders = [
		contender('pg, each time planned', async (n) => (await pool.query(text, values(n))).rows),
		contender('pg, prepared', async (n) => (await pool.query({ name: 'list', text, values: values(n) })).rows),
		contender('Kysely over pg, prepared (ours)', async (n) => (await written(n).execute(ours)).rows),
	];
	const reference = {
		name: 'pgbench, reference list',
		run: () => pgbench(program ?? '', db, { script: 'list', clients: 8, seconds: 2, proposals: options.proposals }),
	};
	try {
		for (const { run } of contenders) await run();
		const results = await inTurn([...contenders, ...(program ? [reference] : [])], options.repeats, stage.processes);
		return {
			title: 'Settles the driver: 20 rows of `matter` by index',
			results: results.slice(0, contenders.length),
			limit: results[contenders.length],
			notes: [],
		};
	} finally {
		await Promise.all([connection.end(), pool.end()]);
	}
}
