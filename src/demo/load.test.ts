import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#server/core/context.ts';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { machineNamed } from '#server/core/machine.ts';
import { canonical } from '#server/core/timeline.ts';
import { transition } from '#server/core/transition.ts';
import { findActor, findHomeCommittee, listMembers } from '#server/people/queries.ts';
import { readProposal } from '#server/proposals/read.ts';
import { signInWith } from '#web/sign-in.ts';
import { freshDatabase, type FreshDatabase } from '../../tests/database.ts';
import { demoContent } from './content/index.ts';
import { loadDemo } from './load.ts';
import { rowsOf } from './rows/rows.ts';
import { demoPassword, demoSignIns, listDemoSignIns } from './sign-ins.ts';

let database: FreshDatabase;
let connection: ReturnType<typeof connect>;
let db: Db;
const said: string[] = [];
let seconds: number;
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 4);
	db = openDatabase(connection);
	const began = performance.now();
	await loadDemo(db, database.ownerUrl, (line) => said.push(line));
	seconds = (performance.now() - began) / 1000;
});
afterAll(async () => {
	await connection.end();
	await database.drop();
});

const found = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => (await query.execute(db)).rows;
const settled = sql`('withdrawn', 'converted', 'merged', 'closed')`;
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The context of one of the demo's sign-ins, as a request would have it. */
async function as(username: string): Promise<Context> {
	const committee = await findHomeCommittee(db);
	const [user] = await found(sql<{ id: string }>`select id from auth."user" where username = ${username}`);
	const actor = committee && (await findActor(db, committee, user?.id ?? '', today()));
	if (!committee || !actor) throw new Error(`${username} cannot sign in`);
	return { db, committee, actor, now: new Date(), today: today() };
}

test('the invented county is loaded soon, and says so in one line', async () => {
	expect(said).toHaveLength(1);
	expect(seconds).toBeLessThan(45);
	const [count] = await found(sql<{ n: number }>`select count(*)::int as n from matter`);
	expect(count?.n).toBe(demoContent(today()).proposals.length);
});

test('an installation that has a committee is left as it is', async () => {
	const before = await found(sql`select count(*) from timeline`);
	await loadDemo(db, database.ownerUrl, (line) => said.push(line));
	expect(said).toHaveLength(1);
	expect(await found(sql`select count(*) from timeline`)).toEqual(before);
});

test('every proposal stands where the last entry of its timeline left it, and entries are numbered without gap', async () => {
	const wrong = await found(sql`
		select m.title, m.state, m.seq, t.to_state, t.last, t.n from matter m join lateral (
			select max(seq) as last, count(*)::int as n, (array_agg(to_state order by seq desc) filter (where machine = 'proposal'))[1] as to_state
			from timeline t where t.matter_id = m.id) t on true
		where t.to_state <> m.state or t.last <> m.seq or t.n <> m.seq`);
	expect(wrong).toEqual([]);
});

test('every entry is a step that its machine knows', async () => {
	const steps = await found(sql<{ machine: string; action: string; from_state: string | null; to_state: string }>`
		select distinct machine, action, from_state, to_state from timeline where action <> 'create'`);
	expect(steps.length).toBeGreaterThan(40);
	const isKnown = ({ machine, action, from_state, to_state }: (typeof steps)[number]) => {
		const act = machineNamed(machine)?.acts[action];
		return act?.from.includes(from_state ?? '') && (act.to === 'same' ? from_state : act.to) === to_state;
	};
	expect(steps.filter((step) => !isKnown(step))).toEqual([]);
});

test('the words of each entry answer to its hash, and none lies in the future', async () => {
	const entries = await found(sql<{ content: unknown; salt: Buffer; content_hash: Buffer; at: Date }>`
		select c.content, c.salt, t.content_hash, t.at from timeline t join timeline_content c using (committee_id, matter_id, seq)`);
	const isTrue = ({ content, salt, content_hash }: (typeof entries)[number]) =>
		createHash('sha256').update(salt).update(canonical(content)).digest().equals(content_hash);
	expect(entries.filter((entry) => !isTrue(entry))).toEqual([]);
	expect(entries.filter(({ at }) => at > new Date())).toEqual([]);
});

test('numbers are given without gap, in the order of admission', async () => {
	const gaps = await found(sql`
		select series, number from (select series, number, row_number() over (partition by committee_id, series order by given_at, number) as place from number_given) given
		where number <> place`);
	expect(gaps).toEqual([]);
	const unlike = await found(
		sql`select s.series from number_series s where s.last <> (select max(number) from number_given g where g.committee_id = s.committee_id and g.series = s.series)`,
	);
	expect(unlike).toEqual([]);
	expect(
		await found(
			sql`select id from matter m where (number is null) <> not exists (select from number_given g where g.matter_id = m.id and g.number = m.number)`,
		),
	).toEqual([]);
});

test('what is open is in somebody’s hands, what is settled in nobody’s and without a day', async () => {
	expect(
		await found(
			sql`select title, state from matter where state <> 'declined' and state not in ${settled} and holder_body_id is null and holder_person_id is null`,
		),
	).toEqual([]);
	expect(
		await found(
			sql`select title, state from matter where state in ${settled} and (holder_body_id is not null or holder_person_id is not null or due_on is not null)`,
		),
	).toEqual([]);
	expect(
		await found(
			sql`select m.title, m.state, d.kind from deadline d join matter m on m.id = d.matter_id where d.state = 'open' and m.state in ${settled}`,
		),
	).toEqual([]);
});

test('those named on the sign-in page can sign in', async () => {
	const people = await listDemoSignIns(db);
	expect(people.length).toBeGreaterThanOrEqual(15);
	expect(people.filter(({ name, errand }) => !errand || errand.startsWith(name))).toEqual([]);
	expect(await demoSignIns(db)).toHaveLength(people.length + 1);
	const house = signInWith(db, 'a secret of at least thirty-two characters', 'http://localhost:3000');
	const answer = await house.api.signInUsername({
		body: { username: people[0]?.username ?? '', password: demoPassword },
	});
	expect(answer?.user.name).toBe(people[0]?.name);
});

test('special committees have their members, who stand once on the roll; the chair speaks for none of them', async () => {
	const seats = await found(sql<{ slug: string; n: number }>`
		select b.slug, count(*)::int as n from mandate md join body b on b.committee_id = md.committee_id and b.id = md.body_id
		where md.role = 'committee_member' group by b.slug having count(*) >= 8`);
	expect(seats).toHaveLength(6);
	const clerk = await as('wenxiaotang');
	const roll = await listMembers(db, clerk);
	expect(new Set(roll.map((one) => one.id)).size).toBe(roll.length);
	expect(
		await found(sql`
			select 1 from mandate chair join mandate other on other.person_id = chair.person_id and other.role in ('organisation_contact', 'sector_convener')
			where chair.role in ('chair', 'vice_chair', 'secretary_general')`),
	).toEqual([]);
});

test('whatever is public in full can be understood in three sentences', async () => {
	const [count] = await found(
		sql<{
			n: number;
			without: number;
		}>`select count(*)::int as n, count(*) filter (where p.gist is null)::int as without from proposal p join matter m using (committee_id, id) where m.openness = 'public' and m.state <> 'assigned'`,
	);
	expect(count?.n).toBeGreaterThan(100);
	expect(count?.without).toBe(0);
});

test('somebody’s seat has ended', async () => {
	expect((await found(sql`select 1 from mandate where ends_on < ${today()}`)).length).toBeGreaterThan(0);
});

test('real life goes on: the clerk examines what was submitted, and a unit acknowledges what it was assigned', async () => {
	const clerk = await as('wenxiaotang');
	const [waiting] = await found(
		sql<{ id: string; version: number }>`select id, version from matter where state = 'submitted' limit 1`,
	);
	const examined = await transition(clerk, 'proposal', waiting?.id ?? '', 'start_review', {
		version: waiting?.version,
		key: 'demo-1',
	});
	expect(examined).toMatchObject({ state: 'under_review', version: (waiting?.version ?? 0) + 1 });
	expect(await readProposal(clerk, waiting?.id ?? '')).toMatchObject({ state: 'under_review', audience: 'committee' });

	const registrar = await as('miaoqinghe');
	const [sent] = await found(
		sql<{
			id: string;
			matter_id: string;
		}>`select a.id, a.matter_id from assignment a join body b on b.id = a.unit_id where a.state = 'assigned' and b.slug = 'civil-affairs' limit 1`,
	);
	expect(await transition(registrar, 'assignment', sent?.id ?? '', 'acknowledge', { key: 'demo-2' })).toMatchObject({
		state: 'acknowledged',
	});
	expect((await readProposal(registrar, sent?.matter_id ?? '')).may.parts[sent?.id ?? '']).toContain('record_contact');
});

test.each(['2027-01-18', '2027-10-08'])('the lives are lawful on %s too', async (day) => {
	const content = demoContent(day);
	expect((await rowsOf(content, 'no password')).matter).toHaveLength(content.proposals.length);
});
