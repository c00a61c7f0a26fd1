import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiHouse, type ApiHouse } from './testing/caller.ts';
let house: ApiHouse;
beforeAll(async () => { house = await openApiHouse(); });
afterAll(() => house.close());
test('probe', async () => {
	console.log(await house.ask('public', 'GET', '/proposals'));
	const made = await house.ask('lin', 'POST', '/proposals', { title: '题目' });
	console.log(made);
	console.log((await house.ask('lin', 'GET', `/proposals/${made.json.id}`)).text);
	console.log(await house.ask('lin', 'POST', `/proposal/${made.json.id}/transitions`, { action: 'submit', version: 1 }));
	console.log(await house.ask('public', 'POST', `/proposals`, { action: 'submit', version: 1 }));
	console.log(await house.ask('lin', 'DELETE', `/proposals`));
	console.log((await house.ask('lin', 'GET', `/catalogues`)).status, (await house.ask('clerk', 'GET', `/work?states=draft&states=submitted`)).text);
});
