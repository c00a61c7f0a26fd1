import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Committee, Context } from '#server/core/context.ts';
import { addDays } from '#server/core/clock.ts';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { transition } from '#server/core/transition.ts';
import { createProposal } from '#server/proposals/commands.ts';
import { lapse } from '#server/proposals/lapse.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import type { Act, DemoContent, Proposal } from '../../content/content.ts';
import { storeContent } from '../../load.ts';
import { storyContent } from '../../testing/story.ts';

const closing: (() => Promise<void>)[] = [];
async function databaseWith(content: DemoContent): Promise<Db> {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 4);
	const db = openDatabase(connection);
	closing.push(async () => {
		await connection.end();
		await database.drop();
	});
	await storeContent(db, database.ownerUrl, content);
	return db;
}

let replayed: Db;
let lived: Db;
beforeAll(async () => {
	replayed = await databaseWith(storyContent());
	lived = await databaseWith(storyContent([]));
	await liveThrough(lived, storyContent());
});
afterAll(() => Promise.all(closing.map((close) => close())));

/** Keys of the content stand for persons and bodies by their names, which are the same in every database. */
async function idsByKey(db: Db, content: DemoContent): Promise<Map<string, string>> {
	const people = new Map(
		(await db.selectFrom('person').select(['id', 'name']).execute()).map((row) => [row.name, row.id]),
	);
	const bodies = new Map(
		(await db.selectFrom('body').select(['id', 'name']).execute()).map((row) => [row.name, row.id]),
	);
	const named = (rows: { key: string; name: string }[], ids: Map<string, string>) =>
		rows.map(({ key, name }) => [key, ids.get(name) ?? ''] as const);
	return new Map([...named(content.persons, people), ...named(content.bodies, bodies)]);
}

/** Does the content's acts one by one through the core. */
async function liveThrough(db: Db, content: DemoContent): Promise<void> {
	const ids = await idsByKey(db, content);
	const committee = await db
		.selectFrom('committee')
		.selectAll()
		.where('slug', '=', content.home)
		.executeTakeFirstOrThrow();
	const as = (key: string, at: string) => contextOf(db, committee, key === 'system' ? null : (ids.get(key) ?? ''), at);
	const begin = async (told: Proposal) =>
		ids.set(
			told.key,
			(await createProposal(await as(told.enteredBy ?? told.leadProposer, told.createdAt), wanted(told, ids))).id,
		);
	const steps = content.proposals.flatMap((told) => [
		{ at: told.createdAt, told, act: null },
		...told.acts.map((act) => ({ at: act.at, told, act })),
	]);
	for (const { told, act } of steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)))
		if (act) await liveOne(await as(act.actor, act.at), act, ids.get(told.key) ?? '', ids);
		else await begin(told);
}

function wanted(
	{
		title,
		situation,
		analysis,
		suggestions,
		category,
		consent,
		kind,
		organisation,
		wishedUnits,
		enteredBy,
		leadProposer,
	}: Proposal,
	ids: Map<string, string>,
) {
	const text = {
		title,
		situation,
		analysis,
		suggestions,
		category,
		consent,
		kind,
		wished_unit_ids: wishedUnits.map((key) => ids.get(key)),
	};
	return {
		...text,
		...(organisation && { body_id: ids.get(organisation) }),
		...(enteredBy && { on_behalf_of: ids.get(leadProposer) }),
	};
}

async function contextOf(db: Db, committee: Committee, person_id: string | null, at: string): Promise<Context> {
	const { rows } = await sql<
		Actor['mandates'][number]
	>`select md.role, md.body_id, b.kind as body_kind, b.short_name as body_name
		from mandate md join body b on b.id = md.body_id where md.person_id = ${person_id} and md.committee_id = ${committee.id}`.execute(
		db,
	);
	const actor: Actor = { kind: person_id ? 'person' : 'system', person_id, name: '', mandates: rows };
	return { db, committee, actor, now: new Date(at), today: at.slice(0, 10), clock: 'given' };
}

async function liveOne(ctx: Context, act: Act, matter_id: string, ids: Map<string, string>): Promise<void> {
	const subject = await subjectOf(ctx, act, matter_id, ids);
	const input = Object.fromEntries(
		Object.entries(act.input ?? {}).map(([field, value]) => [field, field.includes('_id') ? keyed(value, ids) : value]),
	);
	if (act.action === 'lapse') await remind(ctx, subject);
	await transition(ctx, act.machine, subject, act.action, { input });
}

const keyed = (value: unknown, ids: Map<string, string>) =>
	Array.isArray(value) ? value.map((key) => ids.get(String(key))) : ids.get(String(value));

/** The clock's own round on the first day after the fifteen working days. */
async function remind(ctx: Context, subject_id: string): Promise<void> {
	const { due_on } = await ctx.db
		.selectFrom('deadline')
		.select('due_on')
		.where('subject_id', '=', subject_id)
		.executeTakeFirstOrThrow();
	const today = addDays(due_on, 1);
	await lapse({ ...ctx, today, now: new Date(`${today}T00:10:00+08:00`) });
}

async function subjectOf(
	{ db }: Context,
	{ machine, subject = '' }: Act,
	matter_id: string,
	ids: Map<string, string>,
): Promise<string> {
	const id = ids.get(subject.split('#')[0] ?? '') ?? null;
	const statements = {
		signature: sql`select id from signature where matter_id = ${matter_id} and person_id = ${id}`,
		assignment: sql`select id from assignment where matter_id = ${matter_id} and unit_id = ${id} and state <> 'reassigned'`,
		reply: sql`select r.id from reply r join assignment a on a.id = r.assignment_id where r.matter_id = ${matter_id} and a.unit_id = ${id} order by r.round desc limit 1`,
		evaluation: sql`select id from evaluation where matter_id = ${matter_id} and person_id = ${id} order by round desc limit 1`,
		commitment: sql`select id from commitment where matter_id = ${matter_id} order by position offset ${Number(subject.split('#')[1] ?? 1) - 1} limit 1`,
		nomination: sql`select id from nomination where matter_id = ${matter_id}`,
		proposal: sql`select ${matter_id}::uuid as id`,
	};
	const { rows } = await (statements[machine] as ReturnType<typeof sql<{ id: string }>>).execute(db);
	return rows[0]?.id ?? '';
}

/** What tells the rows of a table apart, other than their ids; in this order the ids get their names. */
const tables: Record<string, string> = {
	plenary_session: 'name',
	person: 'name',
	body: 'name',
	matter: 'title',
	proposal: 'title',
	signature: 'person_id',
	assignment: 'unit_id',
	contact: 'note',
	reply: 'round',
	countersignature: 'reply_id, unit_id',
	evaluation: 'person_id, round',
	commitment: 'position',
	nomination: 'kind',
	deadline: 'subject_id, kind, starts_on',
	timeline: 'matter_id, seq',
	timeline_content: 'matter_id, seq',
};

const unscoped = new Set(['person']);
const named = (value: unknown, names: ReadonlyMap<string, string>): unknown =>
	JSON.parse(
		JSON.stringify(value).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names.get(id) ?? `?${id}`),
	);

async function rowsIn(db: Db, table: string): Promise<Record<string, unknown>[]> {
	const from = table === 'proposal' ? sql`proposal join (select id, title from matter) m using (id)` : sql.table(table);
	const where = unscoped.has(table) ? sql`` : sql`where committee_id = (select id from committee where is_home)`;
	return (await sql<Record<string, unknown>>`select * from ${from} ${where}`.execute(db)).rows;
}

/** Every row of every proposal, with names where the databases have ids; salts and hashes differ by design. */
async function everything(db: Db): Promise<Record<string, unknown[]>> {
	const names = new Map<string, string>();
	const all: Record<string, unknown[]> = {};
	for (const [table, key] of Object.entries(tables)) {
		const nameOf = (row: Record<string, unknown>) =>
			`${table}(${key
				.split(', ')
				.map((column) => names.get(String(row[column])) ?? String(row[column]))
				.join(' ')})`;
		const sorted = (await rowsIn(db, table))
			.map((row) => ({ name: nameOf(row), row }))
			.sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const { name, row } of sorted) if (!names.has(String(row.id))) names.set(String(row.id), name);
		all[table] = sorted.map(({ row: { salt: _salt, content_hash: _hash, ...row } }) => ({
			...row,
			committee_id: null,
		}));
	}
	const { person: _1, body: _2, plenary_session: _3, ...lives } = all;
	return named(lives, names) as Record<string, unknown[]>;
}

test('a life replayed in memory leaves the very rows that living it through the core leaves', async () => {
	const [memory, core] = [await everything(replayed), await everything(lived)];
	expect(core.timeline?.length).toBeGreaterThan(90);
	for (const table of Object.keys(core)) expect({ table, rows: memory[table] }).toEqual({ table, rows: core[table] });
});
