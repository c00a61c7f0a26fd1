import postgres from 'postgres';
import { plainDateIn } from '#server/core/clock.ts';
import { everyone, type Context } from '#server/core/context.ts';
import { openDatabase } from '#server/core/database.ts';
import { findActor, findCommittee } from '#server/people/queries.ts';
import type { BenchDatabase } from './database.ts';

interface Sent {
	text: string;
	values: unknown[];
}

export interface Cost {
	buffers: number;
	ms: number;
	/** The kinds of scan in the plan, with their index or table. */
	scans: string[];
	plan: string;
}

/** What a reading sends to the database, and what each statement costs there, planned for its values and for any. */
export async function explainReading(db: BenchDatabase, as: string | undefined, read: (ctx: Context) => Promise<unknown>): Promise<Cost[]> {
	const sent: Sent[] = [];
	const note = (_connection: number, text: string, values: unknown[]) => void sent.push({ text, values });
	const sql = postgres({ ...db.connection, max: 1, debug: note, types: { date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day } } });
	try {
		const ctx = await contextOf(sql, as);
		sent.length = 0;
		await read(ctx);
		const costs: Cost[] = [];
		for (const one of [...sent]) costs.push(await explain(sql, one));
		return costs;
	} finally {
		await sql.end();
	}
}

async function contextOf(sql: postgres.Sql, as: string | undefined): Promise<Context> {
	const db = openDatabase(sql);
	const committee = await findCommittee(db, 'bench');
	if (!committee) throw new Error('the bench has no committee');
	const now = new Date();
	const today = plainDateIn(committee.zone, now);
	const actor = as ? ((await findActor(db, committee, as, today)) ?? everyone) : everyone;
	return { db, committee, actor, now, today };
}

const literal = (value: unknown): string => {
	if (value === null || value === undefined) return 'null';
	const text = value instanceof Date ? value.toISOString() : Array.isArray(value) ? `{${value.join(',')}}` : String(value);
	return `'${text.replaceAll("'", "''")}'`;
};

/** The dearer of the two plans that a prepared statement may run with. */
async function explain(sql: postgres.Sql, { text, values }: Sent): Promise<Cost> {
	const costs: Cost[] = [];
	for (const mode of ['force_custom_plan', 'force_generic_plan']) {
		await sql.unsafe(`set plan_cache_mode = ${mode}`);
		await sql.unsafe(`prepare explained as ${text}`);
		const execute = `execute explained${values.length ? `(${values.map(literal).join(', ')})` : ''}`;
		await sql.unsafe(execute);
		const rows = await sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain (analyze, buffers, timing off) ${execute}`);
		costs.push(costOf(rows.map((row) => row['QUERY PLAN'])));
		await sql.unsafe('deallocate explained');
	}
	await sql.unsafe('reset plan_cache_mode');
	return costs.sort((a, b) => b.buffers - a.buffers)[0] as Cost;
}

function costOf(lines: string[]): Cost {
	const buffers = /shared (?:hit=(\d+))?(?: ?read=(\d+))?/.exec(lines.find((line) => line.includes('Buffers:')) ?? '');
	const scans = lines.flatMap((line) => /((?:Parallel )?(?:Seq|Index|Index Only|Bitmap Heap) Scan(?: Backward)?) (?:using (\w+) )?on (\w+)/.exec(line) ?? []).filter((_, at) => at % 4 === 0);
	return {
		buffers: Number(buffers?.[1] ?? 0) + Number(buffers?.[2] ?? 0),
		ms: Number(/Execution Time: ([\d.]+)/.exec(lines.at(-1) ?? '')?.[1] ?? 0),
		scans,
		plan: lines.join('\n'),
	};
}
