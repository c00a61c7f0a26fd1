import { Client } from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from './database.ts';

async function ask(url: string, statement: string): Promise<unknown> {
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query({ text: statement, rowMode: 'array' })).rows[0]?.[0];
	} finally {
		await client.end();
	}
}

test('every test file has the assembly’s tables to itself, as owner and as the application', async () => {
	const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
	await ask(one.ownerUrl, "insert into person (id, name) values (gen_random_uuid(), '王小溪')");
	expect(await ask(one.appUrl, 'select name from person')).toBe('王小溪');
	expect(await ask(other.appUrl, 'select count(*)::int from person')).toBe(0);
	await expect(ask(one.appUrl, 'drop table person')).rejects.toThrow('must be owner');
	await Promise.all([one.drop(), other.drop()]);
	await expect(ask(one.ownerUrl, 'select 1')).rejects.toThrow('does not exist');
});
