import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import { createProposal } from '../proposals/commands.ts';
import { seedSmallAssembly, type SmallAssembly } from '../testing/assembly.ts';
import { connect, openDatabase, type Connection } from './database.ts';
import { transition } from './transition.ts';

let database: FreshDatabase;
let connection: Connection;
let assembly: SmallAssembly;
let owner: Client;
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 4);
	assembly = await seedSmallAssembly(openDatabase(connection));
	owner = new Client({ connectionString: database.ownerUrl });
	await owner.connect();
});
afterAll(async () => {
	await connection.end();
	await owner.end();
	await database.drop();
});

/** Asked outside the owner's transaction, in which the answer would stay as it was at first. */
const waiting = async (): Promise<number> =>
	Number(
		(
			await connection.query(
				`select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
			)
		).rows[0]?.count,
	);

test('of two taps that wait for the same matter, the second is answered with what the first one did', async () => {
	const text = { title: '关于建立村级老年食堂的提案', situation: '情况', analysis: '分析', suggestions: '建议' };
	const { id } = await createProposal(await assembly.as('lin'), text);
	const { version } = await transition(await assembly.as('lin'), 'proposal', id, 'submit');
	await owner.query('begin');
	await owner.query('select from matter where id = $1 for update', [id]);
	const clerk = await assembly.as('clerk');
	const tap = () => transition(clerk, 'proposal', id, 'start_review', { version, key: 'tapped' });
	const taps = [tap(), tap()];
	for (let n = 0; n < 200 && (await waiting()) < 2; n++) await pause(20);
	expect(await waiting()).toBe(2);
	await owner.query('commit');
	const [first, second] = await Promise.all(taps);
	expect(second).toEqual(first);
	expect(first).toMatchObject({ state: 'under_review', version: version + 1 });
	const entries = await owner.query(`select seq from timeline where matter_id = $1 and action = 'start_review'`, [id]);
	const matter = await owner.query('select seq from matter where id = $1', [id]);
	expect(matter.rows).toEqual(entries.rows);
});
