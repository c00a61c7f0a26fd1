import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../core/context.ts';
import type { Db } from '../core/database.ts';
import { isId, newId } from '../core/id.ts';
import type { Manner, Roll } from '../core/schema/reading.ts';
import { visibleTo } from '../matters/relations.ts';

export type { Manner, Roll };

export interface NewReading {
	manner: Manner;
	matter_id: string | null;
	roll: Roll | null;
	about: string[];
	/** Noted twice is noted once. */
	dedupe: string;
}

const atOnce = 500;

function insertion(db: Db, ctx: Context, readings: readonly NewReading[]) {
	const mandates = ctx.actor.mandates.map(({ role, body_kind, body_name }) => ({
		role,
		body: body_kind === 'plenum' ? null : body_name,
	}));
	const by = {
		committee_id: ctx.committee.id,
		reader_id: ctx.actor.person_id,
		reader_as: JSON.stringify(mandates),
		at: ctx.now,
	};
	return db
		.insertInto('reading')
		.values(readings.map((one) => ({ ...one, ...by, id: newId(ctx.now.getTime()) })))
		.onConflict((conflict) => conflict.columns(['committee_id', 'dedupe']).doNothing());
}

export async function insertReadings(db: Db, ctx: Context, readings: readonly NewReading[]): Promise<void> {
	for (let from = 0; from < readings.length; from += atOnce)
		await insertion(db, ctx, readings.slice(from, from + atOnce)).execute();
}

export interface ReadingRow {
	id: string;
	at: Date;
	manner: Manner;
	reader: string | null;
	reader_as: { role: string; body: string | null }[];
	matter_id: string | null;
	title: string | null;
	number_label: string | null;
	roll: Roll | null;
	/** How many persons the roll held. */
	persons: number;
}

const columns = sql`r.id, r.at, r.manner, reader.name as reader, r.reader_as, r.matter_id, r.roll, cardinality(r.about) as persons`;
const newestFirst = sql`order by r.at desc, r.id desc`;

const before = (after: string | undefined): RawBuilder<unknown> => {
	const [at = '', id = ''] = (after ?? '').split('~');
	const instant = new Date(at);
	return isId(id) && !Number.isNaN(instant.getTime()) ? sql`and (r.at, r.id) < (${instant}, ${id}::uuid)` : sql``;
};
/** The place after a row, to travel in the link to the next page. */
export const positionOf = (row: Pick<ReadingRow, 'at' | 'id'>): string => `${row.at.toISOString()}~${row.id}`;

/** What others have read of what is the actor's own, the newest first. */
export async function listOwnReadings(
	db: Db,
	ctx: Context,
	{ after, limit }: { after?: string | undefined; limit: number },
): Promise<ReadingRow[]> {
	const me = ctx.actor.person_id;
	if (!me) return [];
	const { rows } = await sql<ReadingRow>`
		select ${columns}, m.title, m.number_label from reading r left join person reader on reader.id = r.reader_id
		left join matter m on m.committee_id = r.committee_id and m.id = r.matter_id and ${visibleTo(ctx.actor)}
		where r.committee_id = ${ctx.committee.id} and r.about @> array[${me}::uuid] and r.reader_id is distinct from ${me} ${before(after)}
		${newestFirst} limit ${limit}`.execute(db);
	return rows;
}

/** Who has read a matter that the actor may see, the newest first; `noted` is stored, and told, by the same statement. */
export async function listReadingsOf(
	db: Db,
	ctx: Context,
	matter_id: string,
	noted: readonly NewReading[] = [],
): Promise<ReadingRow[]> {
	// a part of this statement: plugins see the whole
	const part = insertion(db.withoutPlugins(), ctx, noted).returningAll();
	const storing = noted.length ? sql`with noted as (${part})` : sql``;
	const { rows } = await sql<ReadingRow>`
		${storing} select ${columns}, m.title, m.number_label from (select * from reading ${noted.length ? sql`union all select * from noted` : sql``}) r
		left join person reader on reader.id = r.reader_id join matter m on m.committee_id = r.committee_id and m.id = r.matter_id
		where r.committee_id = ${ctx.committee.id} and r.matter_id = ${matter_id} and ${visibleTo(ctx.actor)}
		${newestFirst} limit 200`.execute(db);
	return rows;
}
