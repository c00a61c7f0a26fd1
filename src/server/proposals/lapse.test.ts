import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import { connect, openDatabase, type Connection } from '../core/database.ts';
import { Life } from '../notices/life-for-tests.ts';
import { listNotices } from '../notices/queries.ts';
import { seedSmallAssembly, type SmallAssembly } from '../testing/assembly.ts';
import { lapse } from './lapse.ts';
import { listWithLapsed } from './queries/lapsing.ts';

let database: FreshDatabase | undefined;
let connection: Connection | undefined;
let assembly: SmallAssembly;
let committees = 0;
beforeEach(async () => {
	database ??= await freshDatabase();
	connection ??= connect(database.appUrl, 4);
	assembly = await seedSmallAssembly(openDatabase(connection), `lapse-${++committees}`);
});
afterAll(async () => {
	await connection?.end();
	await database?.drop();
});

const on = (at: string) => assembly.as('public', `${at}+08:00`);
const kinds = async (who: 'lin' | 'gu') => {
	const ctx = await assembly.as(who, '2026-12-01T09:00:00+08:00');
	return (await listNotices(ctx.db, ctx)).map((notice) => notice.kind);
};

test('an invitation that nobody answered before the cut-off lapses, one minute after and not before', async () => {
	const life = await Life.begin(assembly);
	await life.signedBy('gu');
	await life.act('lin', '2026-01-19', 'proposal', life.id, 'invite', { person_id: assembly.persons.bai });
	const states = async () => (await life.dossier()).signatures.map((one) => one.state).sort();
	await lapse(await on('2026-01-21T12:00:00'));
	expect(await states()).toEqual(['invited', 'signed']);
	await lapse(await on('2026-01-21T12:01:00'));
	await lapse(await on('2026-01-21T12:01:00'));
	expect(await states()).toEqual(['cancelled', 'signed']);
	const timeline = await (
		await on('2026-01-22T00:00:00')
	).db
		.selectFrom('timeline')
		.select(['action', 'actor_id'])
		.where('matter_id', '=', life.id)
		.where('action', '=', 'lapse')
		.execute();
	expect(timeline).toEqual([{ action: 'lapse', actor_id: null }]);
});

test('an opinion not given is reminded of once with a second term, then counts as no feedback, never as satisfied', async () => {
	const life = await Life.begin(assembly);
	await life.signedBy('gu');
	await life.admitted();
	await life.withUnits();
	await life.answered();
	const good = { contact: 'visited', hearing: 'visit', to_the_point: 'yes', work: 'satisfied', result: 'satisfied' };
	const opinionOf = async (who: 'lin' | 'gu') =>
		(await life.dossier()).evaluations.find((one) => one.person_id === assembly.persons[who])?.id ?? '';
	await life.act('gu', '2026-05-27', 'evaluation', await opinionOf('gu'), 'give', { ...good, result: 'basically' });
	// fifteen working days from 20 May; of the ten that follow, 19 June is the Dragon Boat Festival
	await lapse(await on('2026-06-10T23:50:00'));
	expect(await kinds('lin')).toEqual([]);
	await lapse(await on('2026-06-11T00:10:00'));
	await lapse(await on('2026-06-12T00:10:00'));
	expect(await kinds('lin')).toEqual(['reminder.soon']);
	expect(await kinds('gu')).toEqual([]);
	const ctx = await on('2026-06-12T00:10:00');
	const clocks = await ctx.db
		.selectFrom('deadline')
		.select(['kind', 'state', 'due_on'])
		.where('subject_id', '=', await opinionOf('lin'))
		.orderBy('kind')
		.execute();
	expect(clocks).toEqual([
		{ kind: 'evaluation', state: 'cancelled', due_on: '2026-06-10' },
		{ kind: 'evaluation_reminded', state: 'open', due_on: '2026-06-26' },
	]);
	expect(await life.dossier()).toMatchObject({ state: 'answered', due_on: '2026-06-17' });
	await lapse(await on('2026-06-26T23:50:00'));
	expect((await life.dossier()).state).toBe('answered');
	expect(await listWithLapsed(ctx.db)).toContain(ctx.committee.id);
	await lapse(await on('2026-06-27T00:10:00'));
	expect(await life.dossier()).toMatchObject({ state: 'rated', rating_result: 'basically' });
	expect((await life.dossier()).evaluations.map((one) => one.state).sort()).toEqual(['given', 'lapsed']);
});
