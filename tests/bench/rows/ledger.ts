import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { system, type Context } from '#server/core/context.ts';
import { connect, openDatabase, type Connection } from '#server/core/database.ts';
import { dialectOver } from '#server/core/dialect.ts';
import type { Schema } from '#server/core/schema.ts';
import { append } from '#server/core/timeline.ts';
import { wholeBlocks } from '#server/ledger/live.ts';
import { verifyChain } from '#server/ledger/verify.ts';
import { inTurn } from '../measure.ts';
import { idOf, type Stage } from '../stage.ts';
import type { Row } from './row.ts';

const actsASecond = 500;
const committee = { id: idOf(1, 1), slug: 'bench', name: '', short_name: '', level: 'county', zone: 'Asia/Shanghai' };
const contextOver = (connection: Connection): Context => ({
	db: openDatabase(connection),
	committee,
	actor: system,
	now: new Date(),
	today: new Date().toISOString().slice(0, 10),
});

interface Statement {
	text: string;
	values: unknown[];
}

/** The statement that appends an entry, as it is sent: what is measured is the real one. */
async function appendStatement(connection: Connection): Promise<Statement> {
	let sent: Statement | undefined;
	const db = new Kysely<Schema>({
		dialect: dialectOver(connection),
		log: ({ query }) => {
			if (query.sql.includes('insert into timeline')) sent = { text: query.sql, values: [...query.parameters] };
		},
	});
	const trx = await db.startTransaction().execute();
	const matter = {
		id: idOf(16, 1),
		kind: 'proposal',
		plenary_session_id: idOf(3, 1),
		seq: 90_000,
		now: new Date(),
		answer: null,
	};
	const entry = {
		machine: 'proposal',
		subject_id: matter.id,
		action: 'edit',
		from_state: 'draft',
		to_state: 'draft',
		content: {},
	};
	await append(trx, { ...contextOver(connection), db: trx }, matter, entry);
	await trx.rollback().execute();
	if (!sent) throw new Error('the append sent no statement');
	return sent;
}

/** The same without the note for the ledger, which is one of its parts. */
function withoutLedger({ text, values }: Statement): Statement {
	const part = /, to_be_sealed as \(\s*insert into ledger_pending[^)]*\) values \(([^)]*)\)\s*\)/.exec(text);
	if (!part) throw new Error('the append has another form');
	const dropped = new Set((part[1] ?? '').match(/\d+/g)?.map(Number));
	const kept = values
		.map((value, index) => ({ value, number: index + 1 }))
		.filter(({ number }) => !dropped.has(number));
	const renumbered = new Map(kept.map(({ number }, index) => [number, index + 1]));
	return {
		text: text.replace(part[0], '').replace(/\$(\d+)/g, (_all, number) => `$${renumbered.get(Number(number))}`),
		values: kept.map(({ value }) => value),
	};
}

const inOneTransaction = 500;

/** So often the statement alone, in transactions that are rolled back: the disk has no part in it. */
async function repeat(connection: Connection, name: string, { text, values }: Statement) {
	const session = await connection.connect();
	const began = performance.now();
	await session.query('begin');
	// each time another entry: wherever the number of the entry is a parameter
	for (let n = 0; n < inOneTransaction; n++)
		await session.query({ name, text, values: values.map((value) => (value === 90_001 ? 90_001 + n : value)) });
	await session.query('rollback');
	const seconds = (performance.now() - began) / 1000;
	session.release();
	return { perSecond: inOneTransaction / seconds, count: inOneTransaction };
}

interface Plan {
	'Subplan Name'?: string;
	'Shared Hit Blocks': number;
	'Shared Read Blocks': number;
	Plans?: Plan[];
}

async function buffersOf(connection: Connection, { text, values }: Statement): Promise<number> {
	const session = await connection.connect();
	await session.query('begin');
	const { rows } = await session.query(`explain (analyze, buffers, format json) ${text}`, values);
	await session.query('rollback');
	session.release();
	const { Plan: whole } = rows[0]['QUERY PLAN'][0] as { Plan: Plan };
	// what a part of the statement writes is counted with that part alone
	const parts = (whole.Plans ?? []).filter((part) => part['Subplan Name']?.startsWith('CTE'));
	return [whole, ...parts].reduce((sum, part) => sum + part['Shared Hit Blocks'] + part['Shared Read Blocks'], 0);
}

/** So many entries as are due, each with what an act stores for it. */
const dueEntries = `
	with due as (
		select $1::uuid as committee_id, ('00000000-0010-7000-8000-' || lpad(to_hex(1 + n % 1000), 12, '0'))::uuid as matter_id, 100000 + n / 1000 as seq
		from generate_series($2::int, $3::int - 1) n
	), entry as (
		insert into timeline (committee_id, matter_id, seq, machine, subject_id, action, from_state, to_state, actor_id, at, content_hash)
		select committee_id, matter_id, seq, 'proposal', matter_id, 'edit', 'draft', 'draft', null, clock_timestamp(), sha256(decode('00ff', 'hex') || '{"remark":"x"}'::bytea) from due
	), content as (
		insert into timeline_content (committee_id, matter_id, seq, salt, content) select committee_id, matter_id, seq, decode('00ff', 'hex'), '{"remark":"x"}' from due
	)
	insert into ledger_pending (committee_id, matter_id, seq) select committee_id, matter_id, seq from due`;

/** Entries come evenly for so long, and the application seals them as they come. Resolves with how many came a second. */
async function act(connection: Connection, seconds: number): Promise<number> {
	const all = seconds * actsASecond;
	const began = performance.now();
	const passed = () => (performance.now() - began) / 1000;
	for (let done = 0; done < all; await pause(50)) {
		const due = Math.min(all, Math.floor(passed() * actsASecond));
		await connection.query({ name: 'act', text: dueEntries, values: [committee.id, done, due] });
		done = due;
	}
	return all / passed();
}

async function lagsOf(
	connection: Connection,
): Promise<{ n: number; p50: number; p95: number; max: number; blocks: number }> {
	for (let left = 1; left; await pause(200))
		left = Number((await connection.query('select count(*) as n from ledger_pending')).rows[0].n);
	await connection.query('analyze ledger_leaf, ledger_block, timeline, timeline_content');
	const { rows } = await connection.query(`
		select count(*)::int as n, count(distinct b.number)::int as blocks, max(lag)::float as max,
			percentile_cont(0.5) within group (order by lag)::float as p50, percentile_cont(0.95) within group (order by lag)::float as p95
		from ledger_leaf l join ledger_block b on b.committee_id = l.committee_id and b.number = l.block
			join timeline t on t.committee_id = l.committee_id and t.matter_id = l.matter_id and t.seq = l.seq,
			lateral (select extract(epoch from b.sealed_at - t.at) as lag) late where l.seq >= 100000`);
	return rows[0];
}

async function verifyRate(connection: Connection) {
	const began = performance.now();
	const report = await verifyChain(wholeBlocks(contextOver(connection)));
	if (report.findings.length) throw new Error(`the ledger does not verify: ${JSON.stringify(report.findings[0])}`);
	return { perSecond: report.entries / ((performance.now() - began) / 1000), count: report.entries };
}

/** What sealing costs an act, how late it is at 500 acts a second, and how fast a ledger is verified. */
export async function measureLedger({ db, options, processes }: Stage): Promise<Row> {
	const connection = connect(db.ownerUrl, 8);
	try {
		const statement = await appendStatement(connection);
		const bare = withoutLedger(statement);
		const name = randomUUID();
		const [withNote, without] = await inTurn(
			[
				{ name: 'append', run: () => repeat(connection, `a${name}`, statement) },
				{ name: 'append without the ledger', run: () => repeat(connection, `b${name}`, bare) },
			],
			Math.max(options.repeats, 9),
			processes,
		);
		const buffers = [await buffersOf(connection, statement), await buffersOf(connection, bare)];
		const rate = await act(connection, options.seconds * 10);
		const lag = await lagsOf(connection);
		const [verified] = await inTurn(
			[{ name: 'verify, entries', run: () => verifyRate(connection) }],
			options.repeats,
			processes,
		);
		return {
			title: `The ledger: sealed at ${actsASecond} acts a second for ${options.seconds * 10} s`,
			results: withNote ? [withNote] : [],
			limit: without,
			notes: [
				`limit: the append without its note for the ledger, statement alone; buffers ${buffers.join(' against ')}`,
				`${lag.n} entries at ${rate.toFixed(0)} a second, sealed in ${lag.blocks} blocks: lag ${lag.p50.toFixed(1)} s in the middle, ${lag.p95.toFixed(1)} s at p95, ${lag.max.toFixed(1)} s at most; promised 10 s`,
				`verified out of the database: ${Math.round(verified?.perSecond ?? NaN).toLocaleString('en')} entries a second`,
			],
		};
	} finally {
		await connection.end();
	}
}
