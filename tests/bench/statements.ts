import { Kysely } from 'kysely';
import { plainDateIn } from '#server/core/clock.ts';
import { everyone, type Context } from '#server/core/context.ts';
import { connect, type Connection, type Db } from '#server/core/database.ts';
import { dialectOver } from '#server/core/dialect.ts';
import type { Schema } from '#server/core/schema.ts';
import { findActor, findCommittee } from '#server/people/queries.ts';

interface Sent {
	sql: string;
	parameters: readonly unknown[];
}

export interface Cost {
	/** What the statement begins with. */
	of: string;
	buffers: number;
	ms: number;
	/** The kinds of scan in the plan, with their index or table. */
	scans: string[];
	plan: string;
}

/** What a reading sends to the database, and what each statement costs there, planned for its values and for any. */
export async function explainReading(
	ownerUrl: string,
	as: string | undefined,
	read: (ctx: Context) => Promise<unknown>,
	slug = 'bench',
): Promise<Cost[]> {
	const sent: Sent[] = [];
	const connection = connect(ownerUrl, 1);
	const log = ({ query }: { query: Sent }) => void sent.push(query);
	try {
		const ctx = await contextOf(new Kysely<Schema>({ dialect: dialectOver(connection), log }), as, slug);
		sent.length = 0;
		await read(ctx);
		const costs: Cost[] = [];
		for (const one of [...sent]) costs.push(await explain(connection, one));
		return costs;
	} finally {
		await connection.end();
	}
}

async function contextOf(db: Db, as: string | undefined, slug: string): Promise<Context> {
	const committee = await findCommittee(db, slug);
	if (!committee) throw new Error(`there is no committee ${slug}`);
	const now = new Date();
	const today = plainDateIn(committee.zone, now);
	const actor = as ? await findActor(db, committee, as, today) : everyone;
	if (!actor) throw new Error(`${as} is nobody here`);
	return { db, committee, actor, now, today };
}

const literal = (value: unknown): string => {
	if (value === null || value === undefined) return 'null';
	const text =
		value instanceof Date ? value.toISOString() : Array.isArray(value) ? `{${value.join(',')}}` : String(value);
	return `'${text.replaceAll("'", "''")}'`;
};

/** The dearer of the two plans that a prepared statement may run with. */
async function explain(connection: Connection, { sql: text, parameters }: Sent): Promise<Cost> {
	const costs: Cost[] = [];
	for (const mode of ['force_custom_plan', 'force_generic_plan']) {
		await connection.query(`set plan_cache_mode = ${mode}`);
		await connection.query(`prepare explained as ${text}`);
		const execute = `execute explained${parameters.length ? `(${parameters.map(literal).join(', ')})` : ''}`;
		await connection.query(execute);
		const { rows } = await connection.query<{ 'QUERY PLAN': string }>(
			`explain (analyze, buffers, timing off) ${execute}`,
		);
		costs.push(
			costOf(
				nameOf(text),
				rows.map((row) => row['QUERY PLAN']),
			),
		);
		await connection.query('deallocate explained');
	}
	await connection.query('reset plan_cache_mode');
	return costs.sort((a, b) => b.buffers - a.buffers)[0] as Cost;
}

/** The list, the count, or whatever else a reading asks, told by its first table. */
const nameOf = (text: string) =>
	/count\(\*\)/.test(text) ? 'count' : (/\bfrom "?(\w+)/.exec(text)?.[1] ?? 'statement');

function costOf(of: string, lines: string[]): Cost {
	const buffers = /shared (?:hit=(\d+))?(?: ?read=(\d+))?/.exec(lines.find((line) => line.includes('Buffers:')) ?? '');
	const scans = lines
		.flatMap(
			(line) =>
				/((?:Parallel )?(?:Seq|Index|Index Only|Bitmap Heap) Scan(?: Backward)?) (?:using (\w+) )?on (\w+)/.exec(
					line,
				) ?? [],
		)
		.filter((_, at) => at % 4 === 0);
	return {
		of,
		buffers: Number(buffers?.[1] ?? 0) + Number(buffers?.[2] ?? 0),
		ms: Number(/Execution Time: ([\d.]+)/.exec(lines.at(-1) ?? '')?.[1] ?? 0),
		scans,
		plan: lines.join('\n'),
	};
}
