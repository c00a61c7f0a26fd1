import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/database.ts';
import { connect, openDatabase, type Connection } from '../../core/database.ts';
import { seedSmallAssembly, type SmallAssembly } from '../../testing/assembly.ts';
import { forgetSearch, keepSearch } from './commands.ts';
import { listSaved } from './queries.ts';

let database: FreshDatabase;
let connection: Connection;
let assembly: SmallAssembly;
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 4);
	assembly = await seedSmallAssembly(openDatabase(connection));
});
afterAll(async () => {
	await connection?.end();
	await database?.drop();
});

test('a search is kept under a name for the one who kept it, and sent twice it is kept once', async () => {
	const clerk = await assembly.as('clerk');
	const input = { name: '食堂', q: '老年食堂', session_id: assembly.session_id, state: '' };
	const id = await keepSearch(clerk, input, 'one');
	expect(await keepSearch(clerk, input, 'one')).toBe(id);
	expect(await listSaved(clerk.db, clerk)).toMatchObject([
		{ id, name: '食堂', query: '老年食堂', filters: { session_id: assembly.session_id } },
	]);
	const lin = await assembly.as('lin');
	expect(await listSaved(lin.db, lin)).toEqual([]);
	await expect(forgetSearch(lin, id)).rejects.toThrow('unknown');
	const other = await keepSearch(clerk, { name: '食堂', q: '食堂补助' });
	expect(other).toBe(id);
	await forgetSearch(clerk, id, 'two');
	await forgetSearch(clerk, id, 'two');
	expect(await listSaved(clerk.db, clerk)).toEqual([]);
});

test('a search without a name, without a word, or of nobody is refused', async () => {
	const clerk = await assembly.as('clerk');
	await expect(keepSearch(clerk, { name: ' ', q: '食堂' })).rejects.toThrow('refusal.field_missing');
	await expect(keepSearch(clerk, { name: '空', q: '，。' })).rejects.toThrow('search.no_word');
	await expect(keepSearch(await assembly.as('public'), { name: '甲', q: '食堂' })).rejects.toThrow('not_permitted');
});
