import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '#api/api.ts';
import { openApiHouse, type Answer, type ApiHouse } from '#api/testing/caller.ts';
import type { Openness } from '#server/core/schema.ts';
import { system } from '#server/core/context.ts';
import { sealWaiting } from '#server/ledger/commands.ts';
import { askForExport } from '#server/proposals/export/commands.ts';
import { keepSearch } from '#server/search/saved/commands.ts';
import { indexChanged } from '#server/search/jobs.ts';
import { fullLife, type FullLife } from '#server/testing/full-life.ts';
import { askersOf, credentials, type Asker } from './askers.ts';

/** Every endpoint of the document × everybody, answered by hand from domain.md; a new endpoint without its line fails. */
let house: ApiHouse;
let askers: Asker[];
let life: FullLife;
let saved = '';
let exported = '';
let another = '';
beforeAll(async () => {
	house = await openApiHouse();
	({ askers } = await askersOf(house.db, house.assembly));
	life = await fullLife(house.assembly);
	saved = await keepSearch(await house.assembly.as('lin'), { name: '食堂', q: '食堂' });
	another = (await fullLife(house.assembly)).proposal;
	exported = (await askForExport(await house.assembly.as('gu'), {}, 'csv')).id;
	await indexChanged(await house.assembly.as('public'));
	await sealWaiting({ ...(await house.assembly.as('public')), actor: system });
});
afterAll(() => house?.close());

const isNobody = ({ user_id }: Asker) => user_id === null;
const holds =
	(...roles: string[]) =>
	(asker: Asker) =>
		asker.roles.some((role) => roles.includes(role));
/** 2.18: party and named units, then staff and leaders, then every seat of the assembly. */
const parties = ['lin', 'gu', 'assigner', 'inspector', 'registrar', 'drafter', 'head', 'finance_head'];
const isParty = ({ name }: Asker) => parties.includes(name);
const isStaff = holds('proposal_clerk', 'proposal_director', 'secretary_general', 'chair', 'vice_chair');
const hasSeat = holds('member', 'standing_member', 'organisation_contact', 'sector_convener', 'assigner', 'inspector');
const readers: Record<Openness, (asker: Asker) => boolean> = {
	restricted: isParty,
	internal: (asker) => isParty(asker) || isStaff(asker),
	members: (asker) => isParty(asker) || isStaff(asker) || hasSeat(asker),
	summary: () => true,
	public: () => true,
};
const examines = holds('proposal_clerk', 'proposal_director');

const everybody = () => 200;
const whoSignedIn = (asker: Asker) => (isNobody(asker) ? 401 : 200);
const lineOf = (status: (asker: Asker) => number, body?: unknown, path?: () => string) => ({ status, body, path });
type Line = ReturnType<typeof lineOf>;

/** A file is its maker's alone: to everybody else it is not there. To remove what is not there is no fault. */
const ofExport = (method: string, below: string, status: number): Record<string, Line> => ({
	[`${method} /exports/{id}${below}`]: lineOf(
		(asker) => (isNobody(asker) ? 401 : asker.name === 'gu' || method === 'DELETE' ? status : 404),
		undefined,
		() => `/exports/${exported}${below}`,
	),
});
const judging = (method: string): Record<string, Line> => ({
	[`${method} /proposals/{id}/unlike/{other}`]: lineOf(
		(asker) => (isNobody(asker) ? 401 : examines(asker) ? 204 : 403),
		undefined,
		() => `/proposals/${life.proposal}/unlike/${another}`,
	),
});

/** What each answers where it names no matter. A text that cannot be understood shows who would be listened to: 422, and nothing is stored. */
const lines: Record<string, Line> = {
	'GET /proposals': lineOf(everybody),
	'POST /proposals': lineOf(
		(asker) =>
			isNobody(asker)
				? 401
				: holds('member', 'organisation_contact', 'sector_convener', 'proposal_clerk')(asker)
					? 422
					: 403,
		{ title: '', situation: 5 },
	),
	'GET /work': lineOf(whoSignedIn),
	'GET /progress': lineOf(everybody),
	'GET /catalogues': lineOf(everybody),
	'GET /members': lineOf(everybody),
	'GET /search': lineOf(everybody, undefined, () => '/search?q=食堂'),
	'GET /search/suggestions': lineOf(everybody, undefined, () => '/search/suggestions?q=食'),
	'GET /saved-searches': lineOf(whoSignedIn),
	'POST /saved-searches': lineOf((asker) => (isNobody(asker) ? 401 : 422), { name: '', q: '' }),
	'DELETE /saved-searches/{id}': lineOf(
		(asker) => (isNobody(asker) ? 401 : asker.name === 'lin' ? 204 : 404),
		undefined,
		() => `/saved-searches/${saved}`,
	),
	'GET /readings': lineOf(whoSignedIn),
	// of a list everybody exports what he may read; a large one is made for who asked for it
	'GET /proposals/export': lineOf(everybody, undefined, () => '/proposals/export?format=csv'),
	'GET /exports': lineOf(whoSignedIn),
	'POST /exports': lineOf(
		(asker) => (isNobody(asker) ? 401 : asker.name === 'gu' ? 429 : 202),
		undefined,
		() => '/exports?format=csv',
	),
	...ofExport('GET', '', 200),
	...ofExport('GET', '/file', 422),
	...ofExport('DELETE', '', 204),
	// whoever reads the matter; this one has no such file
	'GET /attachments/{id}': lineOf(
		() => 404,
		undefined,
		() => `/attachments/${life.proposal}`,
	),
	'GET /ledger': lineOf(everybody),
	'GET /ledger/checkpoint': lineOf(everybody),
	'POST /similar': lineOf(whoSignedIn, { title: '食堂' }),
	'GET /similar/pairs': lineOf(
		(asker) => (isNobody(asker) ? 401 : examines(asker) ? 200 : 403),
		undefined,
		() => `/similar/pairs?session_id=${house.assembly.session_id}`,
	),
	'POST /similar/pairs/comparison': lineOf(
		(asker) => (isNobody(asker) ? 401 : examines(asker) ? 200 : 403),
		undefined,
		() => `/similar/pairs/comparison?session_id=${house.assembly.session_id}`,
	),
	...judging('PUT'),
	...judging('DELETE'),
};

/** What each answers of one matter, by its openness. */
const ofMatter: Record<string, (asker: Asker, openness: Openness) => number> = {
	'GET /proposals/{id}/folder': (asker, openness) => (readers[openness](asker) ? 200 : 404),
	'GET /proposals/{id}': (asker, openness) => (readers[openness](asker) ? 200 : 404),
	// of what is open by its title alone no likeness is told to who sees no more
	'GET /proposals/{id}/similar': (asker, openness) =>
		readers[openness](asker) && (openness !== 'summary' || asker.roles.length) ? 200 : 404,
	// that it was submitted, its fourth entry, everybody may know who reads it
	'GET /ledger/proofs/{matter_id}/{seq}': (asker, openness) => (readers[openness](asker) ? 200 : 404),
};

async function documented(): Promise<string[]> {
	const { paths } = (await (await api.request('/api/v1/openapi.json')).json()) as { paths: Record<string, object> };
	return Object.entries(paths)
		.filter(([path]) => !path.endsWith('/transitions'))
		.flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/committees/{committee}', '')}`),
		);
}
const ask = async (asker: Asker, endpoint: string, path: string, body?: unknown): Promise<Answer> =>
	house.ask('public', endpoint.split(' ')[0] ?? '', path, body, await credentials(house, asker));
const setOpenness = (openness: Openness) =>
	sql`update matter set openness = ${openness} where committee_id = ${house.assembly.committee.id} and id = ${life.proposal}`.execute(
		house.db,
	);

test('every endpoint of the document has its line here', async () => {
	expect([...Object.keys(lines), ...Object.keys(ofMatter)].sort()).toEqual((await documented()).sort());
});

test.each(Object.keys(lines))('%s answers each as domain.md says', async (endpoint) => {
	const line = lines[endpoint];
	// who owns it comes last: an answer may remove it
	for (const asker of askers.toSorted((a, b) => Number(a.name === 'lin') - Number(b.name === 'lin'))) {
		const path = line?.path?.() ?? endpoint.split(' ')[1] ?? '';
		const { status, text } = await ask(asker, endpoint, path, line?.body);
		expect(status, `${asker.name}: ${text.slice(0, 200)}`).toBe(line?.status(asker));
	}
});

test.each(Object.keys(readers) as Openness[])(
	'a %s matter is read, listed and found by whom domain.md names',
	async (openness) => {
		await setOpenness(openness);
		await indexChanged(await house.assembly.as('public'));
		for (const asker of askers) {
			for (const [endpoint, status] of Object.entries(ofMatter)) {
				const path = (endpoint.split(' ')[1] ?? '').replace(/\{(matter_)?id\}/, life.proposal).replace('{seq}', '4');
				expect((await ask(asker, endpoint, path)).status, `${asker.name} ${endpoint}`).toBe(status(asker, openness));
			}
			for (const list of ['/proposals?limit=100', '/search?q=食堂']) {
				const { json } = await ask(asker, 'GET', list);
				const there = json.rows.some(
					(found: { id: string; row?: { id: string } }) => (found.row ?? found).id === life.proposal,
				);
				expect(there, `${asker.name} ${list}`).toBe(readers[openness](asker));
			}
		}
	},
);
