import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyone, system, type Context } from '#server/core/context.ts';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { sealCanonical, canonical } from '#server/core/timeline.ts';
import { findCommittee } from '#server/people/queries.ts';
import { readProposals } from '#server/proposals/read.ts';
import { listSearchable } from '#server/proposals/queries/texts.ts';
import { documentOf } from '#server/search/document.ts';
import { readSearch } from '#server/search/read.ts';
import { readSimilarTo } from '#server/similarity/read.ts';
import { brokenInvariants } from '#server/testing/invariants.ts';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import { slug } from './assembly.ts';
import { BrokenOff, fill, prepare } from './fill.ts';
import { filledCommittee } from './ids.ts';
import { findFilled } from './queries.ts';
import { rememberedReading } from './remembered.ts';

const proposals = 600;
const today = '2026-11-22';
let database: FreshDatabase;
let connection: ReturnType<typeof connect>;
let db: Db;
let ctx: Context;
const steps: string[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.ownerUrl, 4);
	db = openDatabase(connection);
	const onStep = (step: string) => void steps.push(step);
	const wish = { ownerUrl: database.ownerUrl, proposals, today, onStep };
	const prepared = await prepare(wish);
	const broken = fill({ ...wish, again: false, signal: AbortSignal.abort() }, prepared);
	await expect(broken).rejects.toThrow(BrokenOff);
	expect(await findFilled(db)).toBe('unfinished');
	expect(await findCommittee(db, slug)).toBeUndefined();
	await fill({ ...wish, again: true }, prepared);
	const committee = await findCommittee(db, slug);
	if (!committee) throw new Error('nothing was filled');
	ctx = { db, committee, actor: system, now: new Date(`${today}T04:00:00Z`), today };
}, 240_000);
afterAll(async () => {
	await connection?.end();
	await database?.drop();
});

const found = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => (await query.execute(db)).rows;

test('what is filled keeps every rule that a lived matter keeps', async () => {
	expect(await brokenInvariants(db, filledCommittee)).toEqual([]);
	expect([...new Set(steps)]).toEqual(['live', 'words', 'remove', 'store', 'terms', 'vacuum']);
	const [kept] = await found(sql<{ counted: number; tallied: number; pending: number }>`
		select (select count(*)::int from matter) as counted, (select sum(n)::int from tally) as tallied, (select count(*)::int from search_pending) as pending`);
	expect(kept).toEqual({ counted: proposals, tallied: proposals, pending: 0 });
});

test('the past is closed, and in the newest session there is work in every state', async () => {
	const states = await found(sql<{ session: number; states: string[]; closed: number }>`
		select ps.number as session, array_agg(distinct m.state) as states, (avg((m.state = 'closed')::int))::float as closed
		from matter m join plenary_session ps on ps.committee_id = m.committee_id and ps.id = m.plenary_session_id group by 1 order by 1`);
	expect(states.map(({ session }) => session)).toEqual([1, 2, 3, 4, 5]);
	for (const one of states.slice(0, 4)) expect(one.closed).toBeGreaterThan(0.8);
	expect(states[4]?.states).toEqual(
		expect.arrayContaining(
			'draft submitted returned under_review admitted assigned answered rated follow_up closed'.split(' '),
		),
	);
	const [open] = await found(sql<{ clocks: number; held: number }>`
		select count(due_on)::int as clocks, count(distinct holder_body_id)::int as held from matter where state = 'assigned'`);
	expect(open?.clocks).toBeGreaterThan(5);
	expect(open?.held).toBeGreaterThan(3);
});

test('texts are as long as real ones, and hardly two are the same', async () => {
	const [texts] = await found(sql<{ shortest: number; longest: number; letters: number; different: number }>`
		select min(length(situation || analysis || suggestions)) as shortest, max(length(situation || analysis || suggestions)) as longest,
			(select avg(length(body))::int from reply) as letters, count(distinct situation)::int as different from proposal`);
	expect(texts?.shortest).toBeGreaterThanOrEqual(380);
	expect(texts?.longest).toBeLessThanOrEqual(820);
	expect(texts?.letters).toBeGreaterThan(300);
	expect(texts?.different).toBe(proposals);
});

test('every entry of a timeline carries the salted hash of what it said', async () => {
	const entries = await found(sql<{ content: object; salt: Buffer; content_hash: Buffer }>`
		select c.content, c.salt, t.content_hash from timeline t join timeline_content c using (committee_id, matter_id, seq) order by t.content_hash limit 500`);
	expect(entries).toHaveLength(500);
	for (const { content, salt, content_hash } of entries)
		expect(sealCanonical(canonical(content), salt).hash.equals(content_hash)).toBe(true);
});

test('the index holds what indexing each proposal by itself would make', async () => {
	const rows = await found(sql<{ id: string; place: number; title: string; words: string; terms: string[] }>`
		select matter_id as id, place, title, terms from search_document order by matter_id limit 60`);
	const reading = rememberedReading();
	const matters = await listSearchable(
		db,
		ctx,
		rows.map(({ id }) => id),
	);
	expect(matters).toHaveLength(60);
	for (const matter of matters) {
		const row = rows.find(({ id }) => id === matter.id);
		const plain = documentOf(filledCommittee, row?.place ?? 0, matter);
		expect(plain).toMatchObject({ title: row?.title, terms: row?.terms });
		const remembered = documentOf(filledCommittee, row?.place ?? 0, matter, reading);
		expect(remembered?.words.split(' ').sort()).toEqual(plain?.words.split(' ').sort());
		const [same] = await found(sql<{ same: boolean }>`
			select words = ${plain?.words}::tsvector and open_words = ${plain?.open_words}::tsvector as same from search_document where matter_id = ${matter.id}`);
		expect(same?.same, matter.title).toBe(true);
	}
}, 60_000);

test('they are listed, found by their words, and told from their like', async () => {
	const list = await readProposals({ ...ctx, actor: everyone }, {});
	expect(list.rows).toHaveLength(20);
	const [one] = await found(
		sql<{
			id: string;
			title: string;
		}>`select id, title from matter where state = 'closed' and openness = 'public' order by id limit 1`,
	);
	const page = await readSearch({ ...ctx, actor: everyone }, { q: one?.title ?? '', sort: 'relevance', page: 1 });
	expect(page.rows.length).toBeGreaterThan(0);
	expect((await readSimilarTo(ctx, one?.id ?? '')).map(({ row }) => row.id)).not.toContain(one?.id);
});
