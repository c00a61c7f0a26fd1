import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Life } from '../notices/life-for-tests.ts';
import { exportRoster } from '../people/import/export.ts';
import { exportAtOnce } from '../proposals/export/read.ts';
import { readAtDesk, readProposal } from '../proposals/read.ts';
import { readSignIns } from '../sign-in/commands.ts';
import type { PersonName } from '../testing/assembly.ts';
import { stage } from '../testing/stage.ts';
import { readOwnReadings } from './read.ts';

const assembly = stage('readings');
const at = (who: PersonName | 'public', when = '2026-03-16T09:00:00+08:00') => assembly().as(who, when);
const rowsOf = async (who: PersonName) =>
	(await readOwnReadings(await at(who), {})).rows.map((row) => [
		row.reader,
		row.manner,
		row.matter?.title ?? row.roll?.name,
	]);
const count = async () => {
	const { db } = await at('public');
	return (
		await sql<{
			n: number;
		}>`select count(*)::int as n from reading where committee_id = ${assembly().committee.id}`.execute(db)
	).rows[0]?.n;
};
const secret = async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.act('director', '2026-03-01', 'proposal', life.id, 'mark_secret', { reason: '涉及未公开的数据' });
	return life;
};
const title = '关于建立村级老年食堂的提案';

test('who reads a secret proposal is noted once a day, and its owner sees who it was', async () => {
	const life = await secret();
	for (const when of ['2026-03-16T09:00:00+08:00', '2026-03-16T17:00:00+08:00', '2026-03-17T08:00:00+08:00'])
		await readAtDesk(await at('director', when), life.id);
	await readProposal(await at('lin'), life.id);
	const { rows } = await readOwnReadings(await at('lin'), {});
	expect(rows.map((row) => row.at.toISOString())).toEqual(['2026-03-17T00:00:00.000Z', '2026-03-16T01:00:00.000Z']);
	expect(rows[0]).toMatchObject({
		reader: 'director',
		reader_as: [{ role: 'proposal_director', body: 'proposals' }],
		manner: 'read',
		matter: { id: life.id, title },
		roll: null,
	});
});

test('a draft that a member is invited to sign leaves a trace; what members may read anyway leaves none', async () => {
	const life = await Life.begin(assembly());
	await life.act('lin', '2026-01-19', 'proposal', life.id, 'invite', { person_id: assembly().persons.gu });
	await readProposal(await at('gu'), life.id);
	expect(await rowsOf('lin')).toEqual([['gu', 'read', title]]);
	const open = await Life.begin(assembly(), {}, 'bai');
	await open.admitted();
	await readAtDesk(await at('clerk'), open.id);
	await readProposal(await at('gu'), open.id);
	expect(await count()).toBe(1);
});

test('printing, taking a folder and taking a list out are told apart', async () => {
	const life = await secret();
	const director = await at('director');
	await readProposal(director, life.id, 'printed');
	await readProposal(director, life.id, 'exported');
	expect((await rowsOf('lin')).map(([, manner]) => manner).sort()).toEqual(['exported', 'printed']);
	await exportAtOnce(await at('director', '2026-03-18T09:00:00+08:00'), {}, { format: 'csv' });
	expect(await rowsOf('lin')).toHaveLength(3);
	await exportAtOnce(await at('lin'), {}, { format: 'csv' });
	await exportAtOnce(await at('clerk'), {}, { format: 'csv' });
	expect(await count()).toBe(3);
});

test('nothing is shown where it could not be noted', async () => {
	const life = await secret();
	const ctx = await at('director');
	const broken = ctx.db.withoutPlugins().withPlugin({
		transformQuery: ({ node }) => {
			if (node.kind === 'InsertQueryNode') throw new Error('the disk is full');
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	});
	await expect(readProposal({ ...ctx, db: broken }, life.id)).rejects.toThrow('the disk is full');
	expect(await readProposal({ ...(await at('lin')), db: broken }, life.id)).toMatchObject({ id: life.id });
});

test('a roll that is taken out is noted each time, for all whom it holds, at the desk and at the command line', async () => {
	const clerk = await at('clerk');
	await exportRoster(clerk, 'members', 'csv');
	await exportRoster(
		{ ...clerk, actor: { kind: 'system', person_id: null, name: 'system', mandates: [] } },
		'members',
		'xlsx',
	);
	await exportRoster(clerk, 'units', 'csv');
	const { rows } = await readOwnReadings(await at('bai'), {});
	expect(rows.map((row) => [row.reader, row.roll])).toEqual(
		expect.arrayContaining([
			['clerk', { name: 'members', persons: 3 }],
			[null, { name: 'members', persons: 3 }],
		]),
	);
	expect(rows).toHaveLength(2);
	expect(await rowsOf('head')).toEqual([]);
});

test('whoever opens the list of sign-ins is noted for those whom it showed, once a day for the same persons', async () => {
	const administrator = await at('administrator');
	for (const name of ['lin', 'lin', 'bai']) await readSignIns(administrator, { name });
	expect(await rowsOf('lin')).toEqual([['administrator', 'read', 'sign_ins']]);
	expect(await rowsOf('bai')).toEqual([['administrator', 'read', 'sign_ins']]);
	expect(await rowsOf('gu')).toEqual([]);
});

test('nobody sees who looked at what is another’s, and the public sees nothing', async () => {
	const life = await secret();
	await readAtDesk(await at('director'), life.id);
	for (const who of ['gu', 'director', 'clerk', 'administrator', 'chair'] as const)
		expect(await rowsOf(who)).toEqual([]);
	expect((await readOwnReadings(await at('public'), {})).rows).toEqual([]);
});

test('the committee sees at the matter who has read it, and nobody else does', async () => {
	const life = await secret();
	const asked = async (who: PersonName) => {
		const { readings } = await readAtDesk(await at(who), life.id);
		return readings.map(({ reader }) => reader);
	};
	expect(await asked('director')).toEqual(['director']);
	expect(await asked('director')).toEqual(['director']);
	expect(await asked('lin')).toEqual([]);
	await expect(asked('clerk')).rejects.toMatchObject({ kind: 'unknown' });
});

test('page by page nothing is left out and nothing comes twice', async () => {
	const life = await secret();
	for (let day = 10; day < 17; day++)
		await readProposal(await at('director', `2026-03-${day}T09:00:00+08:00`), life.id);
	const lin = await at('lin');
	const seen: string[] = [];
	for (let after: string | undefined; ;) {
		const { rows, next } = await readOwnReadings(lin, { after, limit: 3 });
		seen.push(...rows.map((row) => row.at.toISOString().slice(8, 10)));
		if (!next) break;
		after = next;
	}
	expect(seen).toEqual(['16', '15', '14', '13', '12', '11', '10']);
	expect((await readOwnReadings(lin, { after: 'nonsense' })).rows).toHaveLength(7);
});

test('what is noted is neither changed nor removed by the application, whoever runs it', async () => {
	await readProposal(await at('director'), (await secret()).id);
	const { db } = await at('administrator');
	for (const statement of [sql`update reading set reader_id = null`, sql`delete from reading`, sql`truncate reading`])
		await expect(statement.execute(db)).rejects.toMatchObject({ code: '42501' });
	expect(await count()).toBe(1);
});
