import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { categories } from '#demo/content/dictionaries.ts';
import { listBodies } from '../people/queries.ts';
import { openDemo, type Demo } from './demo-for-tests.ts';
import { searchInput, type SearchInput } from './input.ts';
import { readSearch, type SearchPage } from './read.ts';

interface Case {
	id: number;
	by: string;
	query: string;
	filter: Record<string, string>;
	why: string;
	must_in_first_5: Named[];
	must_in_first_10: Named[];
	must_not_in_first_10: Named[];
	first?: Named;
	total?: number;
	not_a_search?: boolean;
	each_of_first?: { count: number; title_contains?: string; lead_unit?: string };
}
interface Named {
	label: string | null;
	title: string;
}

const { today, queries } = JSON.parse(readFileSync('tests/fixtures/search/queries.json', 'utf8')) as {
	today: string;
	queries: Case[];
};

let demo: Demo;
beforeAll(async () => void (demo = await openDemo(today)), 120_000);
afterAll(() => demo?.close());

async function inputOf({ query, filter }: Case): Promise<SearchInput> {
	const { db, asPublic } = demo;
	const { unit, session, category, ...rest } = filter;
	const sessions = await db
		.selectFrom('plenary_session as ps')
		.innerJoin('term as t', (on) => on.onRef('t.committee_id', '=', 'ps.committee_id').onRef('t.id', '=', 'ps.term_id'))
		.select(['ps.id', 'ps.number', 't.number as term'])
		.where('ps.committee_id', '=', asPublic.committee.id)
		.execute();
	const [term, number] = (session ?? '').split('-').map(Number);
	const units = await listBodies(db, asPublic, 'handling_unit');
	return searchInput.parse({
		q: query,
		...rest,
		session_id: sessions.find((one) => one.term === term && one.number === number)?.id,
		unit_id: unit && (units.find((one) => one.name === unit)?.id ?? 'unknown unit'),
		category: category && (categories.find(({ name }) => name === category)?.code ?? 'unknown category'),
	});
}

const titles = ({ rows }: SearchPage, first: number) => rows.slice(0, first).map(({ row }) => row.title);

test.each(queries)('$id. $query：$why', async (one) => {
	const page = await readSearch(one.by === 'citizen' ? demo.asPublic : await demo.as(one.by), await inputOf(one));
	const told = JSON.stringify(
		page.rows.slice(0, 10).map(({ row }) => `${row.session}${row.number_label} ${row.title}`),
	);
	for (const { title } of one.must_in_first_5) expect(titles(page, 5), told).toContain(title);
	for (const { title } of one.must_in_first_10) expect(titles(page, 10), told).toContain(title);
	for (const { title } of one.must_not_in_first_10) expect(titles(page, 10), told).not.toContain(title);
	if (one.first) expect(titles(page, 1), told).toEqual([one.first.title]);
	if (one.total !== undefined) expect(page.total, told).toBe(one.total);
	if (one.not_a_search) expect(page).toMatchObject({ asked: false, rows: [] });
	for (const { row } of page.rows.slice(0, one.each_of_first?.count ?? 0)) {
		if (one.each_of_first?.title_contains) expect(row.title, told).toContain(one.each_of_first.title_contains);
		const units = await listBodies(demo.db, demo.asPublic, 'handling_unit');
		if (one.each_of_first?.lead_unit)
			expect(units.find(({ short_name }) => short_name === row.unit)?.name, told).toBe(one.each_of_first.lead_unit);
	}
});
