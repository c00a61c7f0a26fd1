import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiHouse, type ApiHouse } from '#api/testing/caller.ts';
import type { Condition } from '#server/core/grant.ts';
import { newId } from '#server/core/id.ts';
import { permissions, reading } from '#server/permissions.ts';
import { fullLife, type FullLife } from '#server/testing/full-life.ts';
import type { SmallAssembly } from '#server/testing/assembly.ts';
import { askersOf, credentials, standing, type Asker } from './askers.ts';

/** Every act of the table × everybody × the matter's own, a forged and another committee's id, called and compared with the table. */
let house: ApiHouse;
let askers: Asker[];
let elsewhere: SmallAssembly;
let life: FullLife;
let foreignLife: FullLife;
beforeAll(async () => {
	house = await openApiHouse();
	({ askers, elsewhere } = await askersOf(house.db, house.assembly));
	life = await fullLife(house.assembly);
	foreignLife = await fullLife(elsewhere);
});
afterAll(() => house?.close());

const subjects = Object.keys(standing) as (keyof FullLife)[];
const machineOf = (subject: string) => subject.replace('co_', '');
/** Beginning has no row yet; bringing in and out are no acts on a matter. Their own endpoints and pages prove them. */
const actsOn = (subject: string) =>
	Object.keys(permissions[machineOf(subject)] ?? {}).filter((act) => !act.startsWith('create'));

/** The table read by a person: one line suffices. */
const allows = (grant: readonly Condition[], { name, roles }: Asker, subject: string): boolean =>
	grant.some((condition) => {
		if (condition === 'everyone') return true;
		if (condition === 'system') return false;
		if ('role' in condition) return roles.includes(condition.role);
		return standing[subject]?.[name]?.includes(condition.relation) ?? false;
	});
const reads = (openness: string, asker: Asker): boolean => allows(reading[openness] ?? [], asker, 'proposal');

async function attempt(asker: Asker, path: string, action: string): Promise<number> {
	// a version that nobody can have seen: who is permitted is told so, and nothing is done
	const body = { action, version: -1 };
	return (await house.ask('public', 'POST', `${path}/transitions`, body, await credentials(house, asker))).status;
}

/** 401 to nobody, 404 of what he may not read, 403 of what he may not do; 409 only to whom the table permits it. */
function expected(asker: Asker, subject: string, act: string, openness: string): number[] {
	if (!asker.user_id) return [401];
	if (!reads(openness, asker)) return [404];
	// a part of a matter may be kept from who reads the matter: then it is not there
	return allows(permissions[machineOf(subject)]?.[act] ?? [], asker, subject) ? [409] : [403, 404];
}

const wrong: string[] = [];
const counts = { permitted: 0, refused: 0 };
async function compare(openness: string): Promise<void> {
	await sql`update matter set openness = ${openness} where committee_id = ${house.assembly.committee.id} and id = ${life.proposal}`.execute(
		house.db,
	);
	for (const subject of subjects)
		for (const act of actsOn(subject))
			for (const asker of askers) {
				const status = await attempt(asker, `/${machineOf(subject)}/${life[subject]}`, act);
				counts[status === 409 ? 'permitted' : 'refused']++;
				if (!expected(asker, subject, act, openness).includes(status))
					wrong.push(`${openness}: ${asker.name} ${subject}.${act}: ${status}`);
			}
}

test.each(['restricted', 'members', 'public'])(
	'of a %s matter each act is open to whom the table names, and to nobody else',
	async (openness) => {
		wrong.length = 0;
		await compare(openness);
		expect(wrong).toEqual([]);
	},
);

test('what the table says was asked for in full: every act of every machine by everybody', () => {
	const acts = subjects.flatMap((subject) => actsOn(subject)).length;
	expect(counts.permitted + counts.refused).toBe(acts * askers.length * 3);
	// most attempts are of people without a right, and each act that persons have was open to somebody
	expect(counts.permitted).toBeGreaterThan(acts);
	console.log(
		`proof of acts: ${acts} acts × ${askers.length} askers × 3: ${counts.permitted} permitted, ${counts.refused} refused`,
	);
});

test('a forged id and the id of another committee are unknown to everybody, whatever his role', async () => {
	for (const subject of subjects)
		for (const asker of askers.filter(({ user_id }) => user_id))
			for (const id of [newId(), foreignLife[subject], 'forged'])
				expect(
					await attempt(asker, `/${machineOf(subject)}/${id}`, actsOn(subject)[0] ?? ''),
					`${asker.name} ${subject} ${id}`,
				).toBe(404);
});

test('nothing was done by any of it', async () => {
	const { rows } = await sql<{ n: string }>`
		select count(*) as n from timeline where committee_id = ${house.assembly.committee.id} and matter_id = ${life.proposal} and at > now() - interval '1 hour'`.execute(
		house.db,
	);
	expect(Number(rows[0]?.n)).toBe(0);
});
